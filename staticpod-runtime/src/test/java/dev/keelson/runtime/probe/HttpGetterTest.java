package dev.keelson.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keelson.runtime.manifest.Action;
import dev.keelson.runtime.manifest.Action.Header;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpGetterTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private HttpServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  private void answer(String path, int status, String... header) {
    server.createContext(path, exchange -> send(exchange, status, header));
  }

  private static void send(HttpExchange exchange, int status, String... header) throws IOException {
    if (header.length > 0) {
      exchange.getResponseHeaders().add(header[0], header[1]);
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private ProbeResult get(String path, Header... headers) {
    var action =
        new Action.HttpGet("", server.getAddress().getPort(), "HTTP", path, List.of(headers));
    return new HttpGetter().get(action, "127.0.0.1", SECOND, OwnAnswers.ANYBODYS);
  }

  private static String failure(ProbeResult result) {
    return result instanceof ProbeResult.Failure(String message)
        ? message
        : "no failure: " + result;
  }

  @Test
  void succeedsFrom200To399() {
    answer("/ok", 204);
    answer("/gone", 410);
    answer("/broken", 500);
    assertThat(get("/ok?x=1")).isEqualTo(new ProbeResult.Success());
    assertThat(failure(get("/gone"))).isEqualTo("HTTP probe failed with statuscode: 410");
    assertThat(failure(get("/broken"))).isEqualTo("HTTP probe failed with statuscode: 500");
  }

  @Test
  void followsRedirectsOnTheSameHostAlone() {
    answer("/ok", 200);
    answer("/here", 302, "Location", "/ok");
    answer("/nowhere", 302, "Location", "/missing");
    answer("/away", 301, "Location", "http://192.0.2.1/");
    answer("/round", 307, "Location", "/round");
    answer("/nobody", 302, "Location", "http://127.0.0.1:99999/");
    answer("/gibberish", 302, "Location", "http://[");
    assertThat(get("/here")).isEqualTo(new ProbeResult.Success());
    assertThat(failure(get("/nowhere"))).contains("404");
    assertThat(get("/away"))
        .isEqualTo(new ProbeResult.Success("Probe terminated redirects, Response body: "));
    assertThat(failure(get("/round"))).contains("10 redirects");
    assertThat(failure(get("/nobody"))).endsWith("dial tcp: address 99999: invalid port");
    assertThat(failure(get("/gibberish"))).endsWith("failed to parse Location header \"http://[\"");
  }

  @Test
  void sendsTheHeadersOfTheKubeletUnlessTheManifestHasOthers() {
    server.createContext(
        "/",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          boolean good =
              headers.getFirst("User-Agent").startsWith("kube-probe/")
                  && headers.getFirst("Host").equals("example.test")
                  && headers.getFirst("Accept") == null;
          send(exchange, good ? 200 : 400);
        });
    assertThat(get("/", new Header("host", "example.test"), new Header("Accept", "")))
        .isEqualTo(new ProbeResult.Success());
  }

  @Test
  void saysWhatWasSeen() throws IOException {
    int closed;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
      var silent = new Action.HttpGet("", closed, "HTTP", "/x", List.of());
      assertThat(
              failure(
                  new HttpGetter()
                      .get(silent, "127.0.0.1", Duration.ofMillis(200), OwnAnswers.ANYBODYS)))
          .isEqualTo(
              "Get \"http://127.0.0.1:"
                  + closed
                  + "/x\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)");
    }
    var refused = new Action.HttpGet("", closed, "HTTPS", "/x", List.of());
    assertThat(failure(new HttpGetter().get(refused, "127.0.0.1", SECOND, OwnAnswers.ANYBODYS)))
        .isEqualTo(
            "Get \"https://127.0.0.1:"
                + closed
                + "/x\": dial tcp 127.0.0.1:"
                + closed
                + ": connect: connection refused");
  }

  private static ProbeResult asked(RawServer server, String scheme) {
    var action = new Action.HttpGet("", server.port(), scheme, "/x", List.of());
    return new HttpGetter().get(action, "127.0.0.1", SECOND, OwnAnswers.ANYBODYS);
  }

  @Test
  void readsTheBodyToItsEnd() throws Exception {
    try (var server =
        RawServer.answering(
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n" + "x".repeat(10 << 10),
            "HTTP/1.1 304 Not Modified\r\n\r\n",
            "")) {
      assertThat(asked(server, "HTTP")).isEqualTo(new ProbeResult.Unknown("unexpected EOF"));
      assertThat(asked(server, "HTTP")).isEqualTo(new ProbeResult.Success());
      assertThat(asked(server, "HTTP")).isEqualTo(new ProbeResult.Success());
      assertThat(asked(server, "HTTP"))
          .isEqualTo(new ProbeResult.Success("Probe terminated redirects, Response body: "));
      assertThat(failure(asked(server, "HTTP"))).endsWith("/x\": EOF");
    }
  }

  @Test
  void aRedirectIsFollowedWithItsReferer() throws Exception {
    try (var server =
        RawServer.answering(
            "HTTP/1.1 302 Found\r\nLocation: /y z?q\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n")) {
      assertThat(asked(server, "HTTP")).isEqualTo(new ProbeResult.Success());
      assertThat(server.requests().getLast())
          .startsWith("GET /y%20z?q HTTP/1.1\nHost: 127.0.0.1:" + server.port())
          .contains("\nReferer: http://127.0.0.1:" + server.port() + "/x\n");
    }
  }

  @Test
  void aHookInTlsIsToldWithoutWhereNobodySpeaksIt() throws Exception {
    try (var server = RawServer.answering("HTTP/1.1 400 Bad\r\n\r\n", "HTTP/1.1 500 No\r\n\r\n")) {
      var action =
          new Action.HttpGet(
              "", server.port(), "HTTPS", "/x", List.of(new Header("Authorization", "secret")));
      assertThat(new HttpGetter().tell(action, "127.0.0.1", SECOND))
          .isEqualTo(
              new ProbeResult.Success(
                  "request to HTTPS lifecycle hook 127.0.0.1:"
                      + server.port()
                      + " got HTTP response, retry with HTTP succeeded"));
      assertThat(server.requests().getLast()).contains("kube-lifecycle").doesNotContain("secret");
    }
  }

  @Test
  void whoDripsIsCutOff() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread dripping = Thread.ofVirtual().start(() -> drip(socket));
      var action = new Action.HttpGet("", socket.getLocalPort(), "HTTP", "/", List.of());
      assertThat(
              failure(
                  new HttpGetter()
                      .get(action, "127.0.0.1", Duration.ofMillis(300), OwnAnswers.ANYBODYS)))
          .contains("Client.Timeout exceeded while awaiting headers");
      dripping.join();
    }
  }

  private static void drip(ServerSocket socket) {
    try (var client = socket.accept()) {
      var out = client.getOutputStream();
      out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
      while (true) {
        out.write('x');
        out.flush();
        LockSupport.parkNanos(20_000_000);
      }
    } catch (IOException _) {
      // The prober hung up, which is what is tested.
    }
  }
}
