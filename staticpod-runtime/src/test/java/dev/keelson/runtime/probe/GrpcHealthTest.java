package dev.keelson.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.manifest.Action;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against servers that say one thing whatever they are asked; a real one is in GrpcHealthIT. */
class GrpcHealthTest {
  private static final String SETTINGS = "000000 04 00 00000000";
  private static final String OK = "000001 01 04 00000001 88";

  private final LinkedBlockingQueue<byte[]> asked = new LinkedBlockingQueue<>();
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  /** One data frame with a message, then trailers with a status. */
  private static String answer(String message, String code) {
    String body = "00" + "%08x".formatted(message.length() / 2) + message;
    String trailers =
        "000b"
            + hex("grpc-status")
            + "%02x".formatted(code.length())
            + hex(code)
            + "000c"
            + hex("grpc-message")
            + "05"
            + hex("sorry");
    return SETTINGS + OK + frame(0, 0, body) + frame(1, 5, trailers);
  }

  private static String frame(int type, int flags, String payload) {
    return "%06x%02x%02x00000001".formatted(payload.length() / 2, type, flags) + payload;
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }

  private ProbeResult check(String answer) {
    Thread.ofVirtual().start(() -> serve(HexFormat.of().parseHex(answer.replace(" ", ""))));
    return check(Duration.ofSeconds(5));
  }

  private ProbeResult check(Duration timeout) {
    return GrpcHealth.check(
        new Action.Grpc(server.getLocalPort(), "db", false),
        "127.0.0.1",
        timeout,
        OwnAnswers.ANYBODYS);
  }

  private void serve(byte[] answer) {
    try (Socket socket = server.accept()) {
      InputStream in = socket.getInputStream();
      socket.getOutputStream().write(answer);
      if (answer.length > 0) {
        asked.add(in.readAllBytes());
      }
    } catch (IOException _) {
      // The prober has gone; it says what it saw.
    }
  }

  private static String failure(ProbeResult result) {
    return result instanceof ProbeResult.Failure(String message) ? message : "none: " + result;
  }

  @Test
  void servingIsASuccess() throws InterruptedException {
    assertThat(check(answer("0801", "0"))).isEqualTo(new ProbeResult.Success());
    assertThat(new String(asked.take(), StandardCharsets.ISO_8859_1))
        .startsWith("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
        .contains("/grpc.health.v1.Health/Check")
        .contains("kube-probe/1.37")
        .contains("\0\0\0\0\4\n\2db");
  }

  @Test
  void anyOtherStatusIsAFailureInTheKubeletsWords() {
    assertThat(failure(check(answer("0802", "0"))))
        .isEqualTo("service unhealthy (responded with \"NOT_SERVING\")");
    assertThat(failure(check(answer("", "0"))))
        .isEqualTo("service unhealthy (responded with \"UNKNOWN\")");
    assertThat(failure(check(answer("", "12"))))
        .isEqualTo(
            "error: this server does not implement the grpc health protocol"
                + " (grpc.health.v1.Health): sorry");
    assertThat(failure(check(answer("", "5"))))
        .isEqualTo("error: health rpc probe failed: rpc error: code = NotFound desc = sorry");
  }

  @Test
  void serversThatSpeakSomethingElseAreToldApart() {
    assertThat(failure(check(hex("HTTP/1.1 400 Bad Request\r\n\r\n"))))
        .contains("does not speak HTTP/2");
    assertThat(failure(check(""))).startsWith("error: health rpc probe failed:");
    assertThat(failure(check(SETTINGS + frame(3, 0, "00000001")))).contains("reset the call");
    assertThat(failure(check(SETTINGS + frame(1, 5, "8d")))).contains("HTTP status 404");
    assertThat(failure(check(SETTINGS + frame(0, 9, "05 00")))).contains("cut off");
  }

  @Test
  void aServerThatTakesNoMoreCallsAnswersThoseItHas() {
    String away = "000008 07 00 00000000";
    assertThat(
            check(
                SETTINGS
                    + away
                    + "00000001 00000000"
                    + answer("0801", "0").substring(SETTINGS.length())))
        .isEqualTo(new ProbeResult.Success());
    assertThat(failure(check(SETTINGS + away + "00000000 00000000")))
        .contains("sent the call away");
  }

  @Test
  void aServerThatSaysNothingIsNotWaitedForForever() {
    assertThat(failure(check(Duration.ofMillis(200))))
        .isEqualTo("timeout: health rpc did not complete within 0.2s");
  }

  @Test
  void nobodyListening() throws IOException {
    server.close();
    assertThat(failure(check(Duration.ofSeconds(1))))
        .startsWith("error: failed to connect service");
  }
}
