package dev.keelson.runtime.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeConfigTest {
  @TempDir private Path directory;

  private Path write(String cluster, String user) throws IOException {
    Path file = directory.resolve("kubelet.conf");
    return Files.writeString(
        file,
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: other
          cluster: {server: https://other:6443}
        - name: kubernetes
          cluster: %s
        contexts:
        - name: system:node:cp1@kubernetes
          context: {cluster: kubernetes, user: "system:node:cp1"}
        current-context: system:node:cp1@kubernetes
        users:
        - name: system:node:cp1
          user: %s
        """
            .formatted(cluster, user));
  }

  @Test
  void followsTheCurrentContext() throws IOException {
    Path file =
        write(
            "{server: 'https://10.0.0.1:6443/', certificate-authority-data: Y2E=}",
            "{client-certificate-data: Y2VydA==, client-key-data: a2V5}");

    KubeConfig config = KubeConfig.load(file);

    assertThat(config.server()).hasToString("https://10.0.0.1:6443");
    assertThat(config.certificateAuthority()).contains("ca");
    assertThat(config.clientCertificate()).contains("cert");
    assertThat(config.clientKey()).contains("key");
    assertThat(config.token()).isEmpty();
  }

  @Test
  void readsTheFilesItNames() throws IOException {
    Files.writeString(directory.resolve("client.pem"), "both");
    Path file =
        write(
            "{server: 'https://10.0.0.1:6443'}",
            "{client-certificate: client.pem, client-key: client.pem}");

    assertThat(KubeConfig.load(file).clientKey()).contains("both");
  }

  @Test
  void neverPrintsCredentials() throws IOException {
    Path file = write("{server: 'https://10.0.0.1:6443'}", "{token: hush}");

    assertThat(KubeConfig.load(file).token()).contains("hush");
    assertThat(KubeConfig.load(file).toString()).doesNotContain("hush");
  }

  @Test
  void namesTheFileAndWhatItLacks() throws IOException {
    Path file = write("{}", "{}");

    assertThatThrownBy(() -> KubeConfig.load(file))
        .isInstanceOf(KubeException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("it has no server");
  }

  @Test
  void namesTheFileThatIsNotThere() {
    assertThatThrownBy(() -> KubeConfig.load(directory.resolve("none.conf")))
        .hasMessageContaining("none.conf");
  }
}
