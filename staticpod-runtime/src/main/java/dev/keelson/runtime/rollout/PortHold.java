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
 * <p>A socket of ours sits in the group of each port (SO_REUSEPORT), gets nothing while the old
 * listener is there, and hands on what waits to the new one. It goes when the time is up, so that
 * nobody waits for one that never comes. Dies the runtime meanwhile, connections are refused as
 * they would have been.
 */
public final class PortHold implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PortHold.class);

  /** Nothing tells when a process begins to listen. */
  private static final Duration LOOK = Duration.ofMillis(5);

  private static final int PREDECESSOR = 0;

  private static final int IPV6 = 6;

  private final ConnectionMigration migration;
  private final long most;
  private final Set<Integer> ports;
  private final List<Held> held;
  private final Thread thread;

  private PortHold(String pod, ConnectionMigration migration, Duration most, List<Held> held) {
    this.migration = migration;
    this.most = most.toNanos();
    this.held = held;
    this.ports = held.stream().map(h -> h.port().port()).collect(Collectors.toUnmodifiableSet());
    this.thread = Thread.ofVirtual().name("port-hold-" + pod).start(this::run);
  }

  /**
   * A port and our seat in its group.
   *
   * @param known the sockets that listened when we had joined
   */
  private record Held(TcpSocket port, PortGroup seat, Set<Long> known) {
    boolean succeeded(List<TcpSocket> listeners) {
      return listeners.stream().anyMatch(s -> s.isBeside(port) && !known.contains(s.inode()));
    }

    /** What waits goes to who listens there now; refused where nobody does. */
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
   * Begins to hold the ports that the pod listens on and lets others share, while it listens still.
   *
   * @param pod its full name
   * @param most for how long at most
   * @throws IOException when the kernel does not allow it; nothing is held then
   */
  public static PortHold begin(
      String pod, ProcessTree processes, ConnectionMigration migration, Duration most)
      throws IOException {
    migration.begin();
    List<Held> held = new ArrayList<>();
    try {
      for (TcpSocket listener : TcpSocket.listeners()) {
        if (processes.holds(listener.inode())) {
          join(processes, listener).ifPresent(held::add);
        }
      }
    } catch (IOException e) {
      held.forEach(Held::leave);
      migration.end();
      throw e;
    }
    return new PortHold(pod, migration, most, held);
  }

  private static Optional<Held> join(ProcessTree processes, TcpSocket listener) throws IOException {
    try (ListeningSocket socket = processes.take(listener.inode())) {
      return socket.sharesItsPort()
          ? Optional.of(join(listener, listener.family() == IPV6 && socket.ipv6Only()))
          : Optional.empty();
    }
  }

  private static Held join(TcpSocket listener, boolean ipv6Only) throws IOException {
    PortGroup seat = PortGroup.join(listener, ipv6Only);
    try {
      seat.steer(SteeringProgram.all(PREDECESSOR));
      Set<Long> known =
          TcpSocket.listeners(listener.port()).stream()
              .filter(s -> s.isBeside(listener))
              .map(TcpSocket::inode)
              .collect(Collectors.toUnmodifiableSet());
      return new Held(listener, seat, known);
    } catch (IOException e) {
      seat.close();
      throw e;
    }
  }

  /** The ports; a port that several addresses have is there once. */
  public Set<Integer> ports() {
    return ports;
  }

  private void run() {
    long begun = System.nanoTime();
    try {
      while (!held.isEmpty() && System.nanoTime() - begun < most) {
        TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        handOn();
      }
    } catch (InterruptedException _) {
      // Nobody follows.
    } catch (IOException e) {
      LOG.warn("connections are held no longer: {}", e.getMessage());
    } finally {
      end();
    }
  }

  private void handOn() throws IOException {
    List<TcpSocket> listeners = TcpSocket.listeners();
    for (Held port : List.copyOf(held)) {
      if (port.succeeded(listeners)) {
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

  /** Holds nothing any more, soon: nobody follows. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
