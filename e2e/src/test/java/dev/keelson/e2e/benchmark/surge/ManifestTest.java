package dev.keelson.e2e.benchmark.surge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ManifestTest {
  private static final String KUBEADM =
      """
      spec:
        containers:
        - command:
          - kube-apiserver
          - --advertise-address=192.0.2.11
        startupProbe:
          failureThreshold: 24
          httpGet:
            host: 192.0.2.11
            path: /livez
      """;

  @Test
  void aFlagComesBeforeTheOthers() {
    assertThat(new Manifest(KUBEADM).withFlag("--a=1").text())
        .contains("- kube-apiserver\n    - \"--a=1\"\n    - --advertise-address=192.0.2.11\n");
    assertThat(new Manifest("    - \"--b=2\"\n").withFlag("--a=1").text())
        .isEqualTo("    - \"--a=1\"\n    - \"--b=2\"\n");
  }

  @Test
  void theStartupProbeAsksAnotherPath() {
    assertThat(new Manifest(KUBEADM).withStartupPath("/never").text())
        .isEqualTo(KUBEADM.replace("/livez", "/never"));
  }

  @Test
  void whatCannotBeChangedIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Manifest("spec: {}\n").withFlag("--a=1"))
        .withMessageContaining("spec: {}");
  }
}
