package dev.keelson.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * One key and certificate, made by the JDK's keytool, for both ends of a connection in training.
 */
final class TrainingIdentity {
  private static final String PASSWORD = "training";
  private final KeyStore store;

  private TrainingIdentity(KeyStore store) {
    this.store = store;
  }

  static TrainingIdentity create(Path directory) throws IOException, InterruptedException {
    Path file = directory.resolve("training.p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
            "-genkeypair",
            "-alias",
            "training",
            "-keyalg",
            "RSA",
            "-dname",
            "CN=training",
            "-ext",
            "san=ip:127.0.0.1",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            file.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool made no certificate for the training: " + said);
    }
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      return new TrainingIdentity(store);
    } catch (GeneralSecurityException e) {
      throw new IOException("The certificate for the training cannot be read", e);
    }
  }

  SSLContext context() throws GeneralSecurityException, IOException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("training", store.getCertificate("training"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  /** A kubeconfig for that server, with the certificate as its authority and as the client's. */
  String kubeconfig(String server) throws IOException {
    try {
      String certificate = pem("CERTIFICATE", store.getCertificate("training").getEncoded());
      String key =
          pem("PRIVATE KEY", store.getKey("training", PASSWORD.toCharArray()).getEncoded());
      return """
      apiVersion: v1
      kind: Config
      clusters: [{name: c, cluster: {server: "%s", certificate-authority-data: %s}}]
      contexts: [{name: x, context: {cluster: c, user: u}}]
      current-context: x
      users: [{name: u, user: {client-certificate-data: %s, client-key-data: %s}}]
      """
          .formatted(server, certificate, certificate, key);
    } catch (GeneralSecurityException e) {
      throw new IOException("The certificate for the training cannot be written", e);
    }
  }

  private static String pem(String label, byte[] der) {
    String text =
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(label, Base64.getMimeEncoder().encodeToString(der), label);
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }
}
