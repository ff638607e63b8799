package dev.keelson.runtime.rollout;

import dev.keelson.runtime.linux.ConnectionMigration;
import dev.keelson.runtime.linux.ListeningSocket;
import dev.keelson.runtime.linux.PortGroup;
import dev.keelson.runtime.linux.ProcessTree;
import dev.keelson.runtime.linux.SteeringProgram;
import dev.keelson.runtime.linux.TcpSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TCP ports of a pod that is recreated, kept open: whoever connects between its end and the
 * moment its successor listens waits in the kernel until that one accepts. A client that is refused
 * waits for longer than that before it tries again; gRPC's, such as that of a kube-apiserver, for a
 * second.
 *
 * <p>A socket of ours sits beside the pod's (SO_REUSEPORT): as long as the pod's is there the
 * kernel is told to pass ours over, and what comes to ours after that is handed on to the new one.
 * It goes when the time is up, so that nobody waits for one that never comes. Dies the runtime
 * meanwhile, connections are refused as they would have been.
 */
public final class PortHold implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PortHold.class);

  /** Nothing tells when a process begins to listen. */
  private static final Duration LOOK = Duration.ofMillis(5);

  private static final int PREDECESSOR = 0;

  private final ConnectionMigration migration;
  private final long most;
  private final Set<Integer> ports;
  private final List<Held> held;
  private final Set<Long> known;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private PortHold(
      String pod,
      ConnectionMigration migration,
      Duration most,
      List<Held> held,
      List<TcpSocket> known) {
    this.migration = migration;
    this.most = most.toNanos();
    this.held = held;
    this.ports = held.stream().map(h -> h.port().port()).collect(Collectors.toUnmodifiableSet());
    this.known = known.stream().map(TcpSocket::inode).collect(Collectors.toUnmodifiableSet());
    this.thread = Thread.ofVirtual().name("port-hold-" + pod).start(this::run);
  }

  /** A port and our seat beside its listener. */
  private record Held(TcpSocket port, PortGroup seat) {
    /** Whether that listener gets its connections, or would if the seat were not there. */
    boolean isServedBy(TcpSocket listener) {
      return listener.isBeside(port)
          || (listener.port() == port.port() && listener.isOnEveryAddress());
    }

    /** What waits goes to who listens there now; it is reset where nobody does. */
    void leave() {
      try {
        seat.unsteer();
      } catch (IOException e) {
        LOG.warn("port {}: {}", port.port(), e.getMessage());
      }
      seat.close();
    }
  }

  /**
   * Begins to hold the ports that the pod lets others share, while it listens still. A port that
   * somebody else shares already, or several sockets of its own, is not held: who of them would
   * serve is not ours to say.
   *
   * @param pod its full name
   * @param most for how long at most, from now on
   * @return empty where there is none
   * @throws IOException when the kernel does not allow it; nothing is held then
   */
  public static Optional<PortHold> begin(
      String pod, ProcessTree processes, ConnectionMigration migration, Duration most)
      throws IOException {
    List<TcpSocket> shared = shared(processes);
    if (shared.isEmpty()) {
      return Optional.empty();
    }
    migration.begin();
    List<Held> held = new ArrayList<>();
    try {
      for (TcpSocket listener : shared) {
        held.add(join(processes, listener));
      }
      return Optional.of(new PortHold(pod, migration, most, held, TcpSocket.listeners()));
    } catch (IOException | RuntimeException e) {
      held.forEach(Held::leave);
      migration.end();
      throw e;
    }
  }

  private static List<TcpSocket> shared(ProcessTree processes) throws IOException {
    var shared = new ArrayList<TcpSocket>();
    List<TcpSocket> listeners = TcpSocket.listeners();
    for (TcpSocket listener : listeners) {
      boolean alone = listeners.stream().filter(listener::isBeside).count() == 1;
      if (alone && processes.holds(listener.inode())) {
        try (ListeningSocket socket = processes.take(listener.inode())) {
          if (socket.sharesItsPort()) {
            shared.add(listener);
          }
        }
      }
    }
    return shared;
  }

  private static Held join(ProcessTree processes, TcpSocket listener) throws IOException {
    try (ListeningSocket socket = processes.take(listener.inode())) {
      PortGroup seat = PortGroup.join(listener, socket);
      try {
        seat.steer(SteeringProgram.all(PREDECESSOR));
        return new Held(listener, seat);
      } catch (IOException e) {
        seat.close();
        throw e;
      }
    }
  }

  /** The ports; a port that several addresses have is there once. */
  public Set<Integer> ports() {
    return ports;
  }

  private void run() {
    long begun = System.nanoTime();
    try {
      while (!held.isEmpty()
          && System.nanoTime() - begun < most
          && !closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        handOn();
      }
    } catch (IOException | InterruptedException e) {
      LOG.warn("connections are held no longer: {}", e.getMessage());
    } finally {
      end();
    }
  }

  private void handOn() throws IOException {
    List<TcpSocket> successors =
        TcpSocket.listeners().stream().filter(s -> !known.contains(s.inode())).toList();
    for (Held port : List.copyOf(held)) {
      if (successors.stream().anyMatch(port::isServedBy)) {
        held.remove(port);
        port.leave();
      }
    }
  }

  private void end() {
    held.forEach(Held::leave);
    try {
      migration.end();
    } catch (IOException e) {
      LOG.warn("{}", e.getMessage());
    }
  }

  /** Holds nothing any more: nobody follows. */
  @Override
  public void close() {
    // No interrupt: it would keep the kernel's setting from being put back.
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
