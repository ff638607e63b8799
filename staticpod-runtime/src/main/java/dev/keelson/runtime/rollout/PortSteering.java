package dev.keelson.runtime.rollout;

import dev.keelson.runtime.linux.ListeningSocket;
import dev.keelson.runtime.linux.PortGroup;
import dev.keelson.runtime.linux.ProcessTree;
import dev.keelson.runtime.linux.Processes;
import dev.keelson.runtime.linux.SteeringProgram;
import dev.keelson.runtime.linux.TcpSocket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who takes the new connections of the TCP ports that a pod and its successor share on the host's
 * network. The program that decides lives in the kernel, with the port, until {@link #release}; a
 * place in it that has become empty is the kernel's own choice, so whoever of the two dies, the
 * other is reached. Sockets are held for the length of a call only: one that nobody accepts from
 * must not stay.
 *
 * @param ports the ports of the host that the pods listen on
 */
public record PortSteering(Set<Integer> ports) {
  private static final int PREDECESSOR = 0;
  private static final int SUCCESSOR = 1;

  public PortSteering {
    ports = Set.copyOf(ports);
  }

  /**
   * Why two pods cannot listen on these ports at once, in one sentence; empty when they can.
   *
   * @throws IOException when the kernel does not let us look
   */
  public Optional<String> obstacle(ProcessTree predecessor) throws IOException {
    Optional<String> stranger = stranger(List.of(predecessor));
    if (stranger.isPresent()) {
      return stranger;
    }
    for (TcpSocket listener : listeners()) {
      try (ListeningSocket socket = predecessor.take(listener.inode())) {
        if (!socket.sharesItsPort()) {
          return Optional.of(
              "port "
                  + listener.port()
                  + " is listened on without SO_REUSEPORT, so that no second"
                  + " process can listen beside it");
        }
      }
    }
    return Optional.empty();
  }

  /** Names a listener on one of the ports that is none of those pods'; empty when there is none. */
  public Optional<String> stranger(Collection<ProcessTree> pods) throws IOException {
    for (TcpSocket listener : listeners()) {
      if (pods.stream().noneMatch(pod -> pod.holds(listener.inode()))) {
        return Optional.of(
            "port "
                + listener.port()
                + " is listened on by "
                + Processes.holding(listener.inode()).orElse("a process that has just ended")
                + " too, which belongs to neither pod; end it");
      }
    }
    return Optional.empty();
  }

  /**
   * Connections from loopback addresses go to the successor as soon as it listens: its own client
   * must meet it, and so do its probes. All others stay with the predecessor.
   *
   * @throws IOException when the kernel cannot do it
   */
  public void keepWithPredecessor(ProcessTree predecessor) throws IOException {
    steer(List.of(predecessor), SteeringProgram.loopback(SUCCESSOR, PREDECESSOR));
  }

  /**
   * Every new connection goes to the successor.
   *
   * @throws IOException when the kernel cannot do it
   */
  public void giveToSuccessor(ProcessTree predecessor, ProcessTree successor) throws IOException {
    steer(List.of(predecessor, successor), SteeringProgram.all(SUCCESSOR));
  }

  private void steer(List<ProcessTree> pods, SteeringProgram program) throws IOException {
    for (TcpSocket listener : groups()) {
      try (PortGroup seat = seat(pods, listener)) {
        seat.steer(program);
      }
    }
  }

  /** The kernel decides again; whoever of the pods is gone is passed over. */
  public void release(List<ProcessTree> pods) throws IOException {
    for (TcpSocket listener : groups()) {
      if (pods.stream().anyMatch(pod -> pod.holds(listener.inode()))) {
        try (PortGroup seat = seat(pods, listener)) {
          seat.unsteer();
        }
      }
    }
  }

  private static PortGroup seat(List<ProcessTree> pods, TcpSocket listener) throws IOException {
    try (ListeningSocket socket = take(pods, listener.inode())) {
      return PortGroup.join(listener, socket);
    }
  }

  private static ListeningSocket take(List<ProcessTree> pods, long inode) throws IOException {
    for (ProcessTree pod : pods) {
      if (pod.holds(inode)) {
        return pod.take(inode);
      }
    }
    throw new IOException("the owner of socket " + inode + " has just ended");
  }

  private List<TcpSocket> listeners() throws IOException {
    var found = new ArrayList<TcpSocket>();
    for (int port : ports) {
      found.addAll(TcpSocket.listeners(port));
    }
    return found;
  }

  /** One listener of each group: those of one address form one. */
  private Collection<TcpSocket> groups() throws IOException {
    Map<List<Object>, TcpSocket> groups =
        listeners().stream()
            .collect(
                Collectors.toMap(
                    s -> List.of(s.family(), s.address(), s.port()), s -> s, (a, _) -> a));
    return groups.values();
  }
}
