package dev.keelson.runtime.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.runtime.linux.ConnectionMigration;
import dev.keelson.runtime.linux.ProcessTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A listener that ends, clients, and the next listener: real sockets, and the kernel's setting. */
@Timeout(60)
class PortHoldIT {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final Path SETTING = Path.of("/proc/sys/net/ipv4/tcp_migrate_req");
  private static final ProcessTree THIS =
      ProcessTree.of(List.of(Math.toIntExact(ProcessHandle.current().pid())));
  private static final String OFF = "0";
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path directory;

  @SuppressWarnings("NullAway.Init")
  private ConnectionMigration migration;

  private String before = "";

  @BeforeEach
  void prepare() throws IOException {
    before = Files.readString(SETTING);
    Files.writeString(SETTING, OFF);
    migration = new ConnectionMigration(directory.resolve("migration"));
  }

  @AfterEach
  @Timeout(60)
  void putBack() throws Exception {
    awaitEnd();
    Files.writeString(SETTING, before);
  }

  /** The last that a hold does is to put the kernel's setting back. */
  private static void awaitEnd() throws Exception {
    while (!Files.readString(SETTING).equals(OFF)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whoConnectsMeanwhileIsAnsweredByTheSuccessor() throws Exception {
    ServerSocket predecessor = listen(0, true);
    int port = predecessor.getLocalPort();
    PortHold hold = begin(LONG).orElseThrow();
    assertThat(hold.ports()).containsExactly(port);
    try (var early = new Socket(LOOPBACK, port)) {
      assertThat(accepts(predecessor, early)).as("who listens still is asked").isTrue();
    }
    predecessor.close();
    try (var client = new Socket(LOOPBACK, port);
        ServerSocket successor = listen(port, true)) {
      assertThat(accepts(successor, client)).isTrue();
      try (var late = new Socket(LOOPBACK, port)) {
        assertThat(accepts(successor, late)).isTrue();
      }
    }
    hold.close();
  }

  @Test
  void nobodyWaitsForOneThatNeverComes() throws Exception {
    ServerSocket predecessor = listen(0, true);
    int port = predecessor.getLocalPort();
    try (PortHold _ = begin(Duration.ofMillis(200)).orElseThrow()) {
      predecessor.close();
      try (var client = new Socket(LOOPBACK, port)) {
        turnedAway(client);
      }
    }
  }

  @Test
  void nobodyWaitsWhenNoneIsToCome() throws Exception {
    ServerSocket predecessor = listen(0, true);
    PortHold hold = begin(LONG).orElseThrow();
    predecessor.close();
    try (var client = new Socket(LOOPBACK, predecessor.getLocalPort())) {
      hold.close();
      turnedAway(client);
    }
  }

  @Test
  void whoListensOnEveryAddressIsASuccessorToo() throws Exception {
    ServerSocket predecessor = listen(0, true);
    int port = predecessor.getLocalPort();
    try (PortHold _ = begin(LONG).orElseThrow();
        ServerSocket successor = new ServerSocket()) {
      predecessor.close();
      successor.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      successor.bind(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), port));
      successor.setSoTimeout(Math.toIntExact(LONG.toMillis()));
      awaitEnd();
      try (var client = new Socket(LOOPBACK, port)) {
        assertThat(accepts(successor, client)).isTrue();
      }
    }
  }

  @Test
  void aPortThatIsNotSharedCannotBeHeld() throws Exception {
    try (ServerSocket _ = listen(0, false)) {
      assertThat(begin(LONG)).isEmpty();
    }
  }

  /** It may be a successor's already, and who of several would serve is not to be said. */
  @Test
  void aPortThatTwoShareIsNotHeld() throws Exception {
    try (ServerSocket one = listen(0, true);
        ServerSocket _ = listen(one.getLocalPort(), true)) {
      assertThat(begin(LONG)).isEmpty();
    }
  }

  private static void turnedAway(Socket client) {
    assertThatThrownBy(() -> client.getInputStream().read())
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
  }

  private Optional<PortHold> begin(Duration most) throws IOException {
    return PortHold.begin("ns/pod", THIS, migration, most);
  }

  private static ServerSocket listen(int port, boolean shared) throws IOException {
    var socket = new ServerSocket();
    socket.setOption(StandardSocketOptions.SO_REUSEPORT, shared);
    socket.bind(new InetSocketAddress(LOOPBACK, port));
    socket.setSoTimeout(Math.toIntExact(LONG.toMillis()));
    return socket;
  }

  private static boolean accepts(ServerSocket listener, Socket client) throws IOException {
    try (Socket accepted = listener.accept()) {
      return accepted.getPort() == client.getLocalPort();
    }
  }
}
