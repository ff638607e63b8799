package dev.keelson.e2e.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One connection asks a server that needs a while to become healthy. */
class HttpConnectionTest {
  private final AtomicInteger asked = new AtomicInteger();
  private final Set<Integer> clients = new ConcurrentSkipListSet<>();

  @SuppressWarnings("NullAway.Init")
  private HttpServer server;

  @BeforeEach
  void starts() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/readyz",
        exchange -> {
          clients.add(exchange.getRemoteAddress().getPort());
          byte[] body = "not ready yet".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(asked.incrementAndGet() < 3 ? 500 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stops() {
    server.stop(0);
  }

  @Test
  void asksAgainOnTheSameConnection() throws Exception {
    Endpoint endpoint = new Endpoint("etcd", false, server.getAddress().getPort(), "/readyz");
    try (var connection = HttpConnection.open(endpoint, AnyCertificate.sockets())) {
      assertThat(connection.ask()).isEqualTo(500);
      assertThat(connection.ask()).isEqualTo(500);
      assertThat(connection.ask()).isEqualTo(200);
    }
    assertThat(clients).hasSize(1);
  }

  @Test
  void theNetworkOfAProcessThatIsNotThereIsOneSentence() throws Exception {
    var failed = new CompletableFuture<Void>();
    Thread.ofPlatform()
        .start(() -> {
          try {
            NetworkNamespace.enter(Path.of("/proc/0/ns/net"));
            failed.complete(null);
          } catch (RuntimeException e) {
            failed.completeExceptionally(e);
          }
        });
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(failed::get)
        .withMessageContaining("Entering the network /proc/0/ns/net failed");
  }
}
