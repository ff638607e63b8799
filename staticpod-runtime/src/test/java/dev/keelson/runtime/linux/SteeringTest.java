package dev.keelson.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two listeners of one port, real sockets, and the kernel that picks one of them. */
class SteeringTest {
  private static final int CONNECTIONS = 40;
  private static final ProcessTree THIS =
      ProcessTree.of(List.of(Math.toIntExact(ProcessHandle.current().pid())));

  @SuppressWarnings("NullAway.Init")
  private ServerSocket first;

  @SuppressWarnings("NullAway.Init")
  private ServerSocket second;

  @BeforeEach
  void listen() throws IOException {
    first = listen(0);
    second = listen(first.getLocalPort());
  }

  @AfterEach
  void close() throws IOException {
    first.close();
    second.close();
  }

  private static ServerSocket listen(int port) throws IOException {
    var socket = new ServerSocket();
    socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
    socket.bind(new InetSocketAddress(port), CONNECTIONS * 4);
    return socket;
  }

  @Test
  void bothAreListedAndKnownToShareTheirPort() throws IOException {
    assertThat(TcpSocket.listeners(first.getLocalPort()))
        .hasSize(2)
        .allSatisfy(s -> assertThat(THIS.holds(s.inode())).isTrue());
    try (ListeningSocket taken = THIS.take(listener().inode())) {
      assertThat(taken.sharesItsPort()).isTrue();
    }
  }

  @Test
  void aSocketThatKeepsItsPortToItselfIsToldApart() throws IOException {
    try (var alone = new ServerSocket(0);
        ListeningSocket taken =
            THIS.take(TcpSocket.listeners(alone.getLocalPort()).getFirst().inode())) {
      assertThat(taken.sharesItsPort()).isFalse();
    }
  }

  @Test
  void everyConnectionGoesToThePlaceAskedFor() throws IOException {
    steer(SteeringProgram.all(1));
    assertThat(accepted("127.0.0.1")).isEqualTo(Map.of(second, CONNECTIONS));
    steer(SteeringProgram.all(0));
    assertThat(accepted("127.0.0.1")).isEqualTo(Map.of(first, CONNECTIONS));
  }

  @Test
  void loopbackSourcesGoElsewhereThanOthers() throws IOException {
    steer(SteeringProgram.loopback(1, 0));
    assertThat(accepted("127.0.0.1")).isEqualTo(Map.of(second, CONNECTIONS));
    assertThat(accepted("127.0.0.77")).isEqualTo(Map.of(second, CONNECTIONS));
    assertThat(accepted("::1")).isEqualTo(Map.of(second, CONNECTIONS));
    assertThat(accepted(ownAddress())).isEqualTo(Map.of(first, CONNECTIONS));
  }

  @Test
  void whenOneIsGoneTheOtherTakesAll() throws IOException {
    steer(SteeringProgram.loopback(1, 0));
    second.close();
    assertThat(accepted("127.0.0.1")).isEqualTo(Map.of(first, CONNECTIONS));
  }

  @Test
  void withoutAProgramTheKernelSpreadsThem() throws IOException {
    steer(SteeringProgram.all(0));
    for (int times = 0; times < 2; times++) {
      try (PortGroup seat = seat()) {
        seat.unsteer();
      }
    }
    assertThat(accepted("127.0.0.1")).containsOnlyKeys(first, second);
  }

  /**
   * How many connections each listener got; all sit in the kernel's queues until they are asked.
   */
  private Map<ServerSocket, Integer> accepted(String source) throws IOException {
    Map<ServerSocket, Integer> counts = new HashMap<>();
    InetAddress from = InetAddress.ofLiteral(source);
    InetAddress to = source.startsWith("127.") ? InetAddress.ofLiteral("127.0.0.1") : from;
    for (int i = 0; i < CONNECTIONS; i++) {
      try (var client = new Socket(to, first.getLocalPort(), from, 0)) {
        counts.merge(acceptor(client.getLocalPort()), 1, Integer::sum);
      }
    }
    return counts;
  }

  private TcpSocket listener() throws IOException {
    return TcpSocket.listeners(first.getLocalPort()).getFirst();
  }

  private PortGroup seat() throws IOException {
    TcpSocket listener = listener();
    try (ListeningSocket taken = THIS.take(listener.inode())) {
      return PortGroup.join(listener, taken);
    }
  }

  private void steer(SteeringProgram program) throws IOException {
    try (PortGroup seat = seat()) {
      seat.steer(program);
    }
  }

  /** An address of this machine that is not a loopback one. */
  private static String ownAddress() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(a -> a instanceof Inet4Address && !a.isLoopbackAddress())
        .map(InetAddress::getHostAddress)
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("this machine has loopback alone; add an address to it"));
  }

  private ServerSocket acceptor(int clientPort) throws IOException {
    for (ServerSocket listener : List.of(first, second)) {
      if (!listener.isClosed()) {
        listener.setSoTimeout(20);
        try (Socket accepted = listener.accept()) {
          assertThat(accepted.getPort()).isEqualTo(clientPort);
          return listener;
        } catch (SocketTimeoutException _) {
          // The other one has it.
        }
      }
    }
    throw new AssertionError("nobody accepted the connection from port " + clientPort);
  }
}
