package dev.keelson.e2e.parity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one of the two wrote, the other takes as it is. */
class InterchangeIT {
  @SuppressWarnings("NullAway.Init")
  private ParityNode node;

  private String release = "";

  @BeforeEach
  void boots() throws Exception {
    node = ParityNode.start();
    Scenario scenario = Scenario.of("names");
    release = scenario.release();
    node.prepare(scenario.config());
  }

  @AfterEach
  void ends() throws Exception {
    node.close();
  }

  @Test
  void keelsonKeepsKubeadmsCertificatesAndKubeconfigs() throws Exception {
    NodeTree before = kubeadmCredentials();
    node.keelson("init", "phase", "certs", "all");
    node.keelson("init", "phase", "kubeconfig", "all");
    assertUnchanged(before, node.tree());
  }

  @Test
  void kubeadmKeepsKeelsonsCertificatesAndKubeconfigs() throws Exception {
    node.keelson("init", "phase", "certs", "all");
    node.keelson("init", "phase", "kubeconfig", "all");
    NodeTree before = node.tree();
    kubeadmCredentials();
    assertUnchanged(before, node.tree());
  }

  @Test
  void withTheKeysOfItsCasElsewhereNothingIsIssued() throws Exception {
    kubeadmCredentials();
    node.delete("/etc/kubernetes/pki/ca.key", "/etc/kubernetes/pki/front-proxy-ca.key");
    NodeTree before = node.tree();
    NodeTree after = node.keelsonInit();
    for (var file : before.contents().entrySet()) {
      assertThat(after.contents().get(file.getKey())).isEqualTo(file.getValue());
    }
    assertThat(after.contents())
        .doesNotContainKeys("/etc/kubernetes/pki/ca.key", "/etc/kubernetes/pki/front-proxy-ca.key");
    var manifest = "/etc/kubernetes/manifests/kube-controller-manager.yaml";
    assertThat(String.valueOf(after.meanings().get(manifest)))
        .contains("--cluster-signing-cert-file=,", "--cluster-signing-key-file=,");
  }

  private NodeTree kubeadmCredentials() throws Exception {
    node.kubeadm(release, "init", "phase", "certs", "all");
    node.kubeadm(release, "init", "phase", "kubeconfig", "all");
    return node.tree();
  }

  private static void assertUnchanged(NodeTree before, NodeTree after) {
    assertThat(after.entries()).isEqualTo(before.entries());
    for (var file : before.contents().entrySet()) {
      assertThat(after.contents().get(file.getKey())).as(file.getKey()).isEqualTo(file.getValue());
    }
  }
}
