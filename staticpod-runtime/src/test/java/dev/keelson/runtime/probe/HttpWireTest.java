package dev.keelson.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.manifest.Action;
import dev.keelson.runtime.manifest.Action.Header;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** HTTP/2 without TLS, against servers that say one thing; a real one is in GrpcHealthIT. */
class HttpWireTest {
  private static final String SETTINGS = "000000040000000000";
  private static final String EARLY_HINTS = "000005010400000001" + "0803313033";
  private static final String NO_CONTENT = "000001010400000001" + "89";
  private static final String NOT_FOUND = "000001010400000001" + "8d";

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    threads.close();
  }

  private ProbeResult probe() {
    var headers = List.of(new Header("Host", "a.test"));
    var action = new Action.HttpGet("", server.getLocalPort(), "HTTP", "/ready", headers, true);
    return new HttpGetter().get(action, "127.0.0.1", Duration.ofSeconds(5), OwnAnswers.ANYBODYS);
  }

  /** Answers once with those frames; what was asked. */
  private Future<String> answering(byte[] frames) {
    return threads.submit(() -> {
      try (var client = server.accept()) {
        client.getOutputStream().write(frames);
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  private Future<String> answering(String frames) {
    return answering(HexFormat.of().parseHex(frames));
  }

  @Test
  void isSpokenFromTheFirstByte() throws Exception {
    Future<String> asked = answering(SETTINGS + EARLY_HINTS + NO_CONTENT);
    assertThat(probe()).isEqualTo(new ProbeResult.Success());
    assertThat(asked.get())
        .startsWith("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
        .contains("/ready", "a.test", "kube-probe/1.37")
        .doesNotContain("127.0.0.1");
  }

  @Test
  void whatIsAnsweredIsJudgedAsAlways() {
    var _ = answering(SETTINGS + NOT_FOUND);
    assertThat(probe())
        .isEqualTo(new ProbeResult.Failure("HTTP probe failed with statuscode: 404"));
  }

  @Test
  void whoSpeaksSomethingElseIsToldApart() {
    var _ = answering("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    assertThat(probe())
        .isInstanceOfSatisfying(
            ProbeResult.Failure.class,
            f -> assertThat(f.message()).endsWith("the server does not speak HTTP/2"));
  }
}
