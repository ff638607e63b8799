package dev.keelson.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.manifest.Action;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against servers with a certificate of the JDK's keytool. */
class GrpcTlsTest {
  private static final String PASSWORD = "changeit";

  /** Settings and an answer with status 404, which tells that it was read. */
  private static final byte[] NOT_FOUND =
      HexFormat.of().parseHex("000000040000000000" + "0000010105000000018d");

  @TempDir private Path directory;

  private SSLContext context() throws Exception {
    Path file = directory.resolve("keys");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-alias",
                "test",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString())
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static String failure(SSLContext context, String... protocols) throws IOException {
    try (var server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SSLParameters parameters = server.getSSLParameters();
      parameters.setApplicationProtocols(protocols);
      server.setSSLParameters(parameters);
      Thread.ofVirtual().start(() -> serve(server));
      var action = new Action.Grpc(server.getLocalPort(), "", true);
      ProbeResult result =
          GrpcHealth.check(action, "127.0.0.1", Duration.ofSeconds(20), OwnAnswers.ANYBODYS);
      return result instanceof ProbeResult.Failure(String message) ? message : "none: " + result;
    }
  }

  private static void serve(SSLServerSocket server) {
    try (var socket = server.accept()) {
      socket.getOutputStream().write(NOT_FOUND);
      var _ = socket.getInputStream().readAllBytes();
    } catch (IOException _) {
      // The prober has gone; it says what it saw.
    }
  }

  @Test
  void theServerHasToChooseHttp2() throws Exception {
    SSLContext context = context();
    assertThat(failure(context)).contains("missing selected ALPN property");
    assertThat(failure(context, "h2")).contains("HTTP status 404");
  }
}
