package dev.keelson.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keelson.e2e.scenario.ControlPlane.ContainerSeen;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An audit log that the API server rotates has one writer at a time. */
class AuditLogIT {
  private static final String LOG = "/var/log/kubernetes/audit.log";
  private static final String POLICY =
      """
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
      - level: Metadata
      """;
  private static final String CONFIG =
      """
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
        - {name: audit-log-path, value: /var/log/kubernetes/audit.log}
        - {name: audit-policy-file, value: /etc/kubernetes/audit.yaml}
        extraVolumes:
        - {name: policy, hostPath: /etc/kubernetes/audit.yaml, mountPath: /etc/kubernetes/audit.yaml,
           readOnly: true, pathType: File}
        - {name: audit, hostPath: /var/log/kubernetes, mountPath: /var/log/kubernetes,
           pathType: DirectoryOrCreate}
      """;

  @Test
  void aChangedServerThatWritesItIsRecreatedAndNoLineIsLost() throws Exception {
    try (ControlPlane cluster = ControlPlane.onFreshNode()) {
      cluster.shell("mkdir -p /etc/kubernetes");
      cluster.shell("cat > /etc/kubernetes/audit.yaml <<'END'\n" + POLICY + "END");
      cluster.shell("cat > /etc/kubernetes.yaml <<'END'\n" + CONFIG + "END");
      cluster.init("--config=/etc/kubernetes.yaml").orFail();
      cluster.awaitReady();
      ContainerSeen before = cluster.container("kube-apiserver");
      cluster.shell(
          "cd /etc/kubernetes && sed 's/^\\( *- \\)\"--secure-port=.*/&\\n\\1\"--v=1\"/'"
              + " manifests/kube-apiserver.yaml > .edited && mv .edited manifests/kube-apiserver.yaml");
      awaitRecreated(cluster, before);
      assertWhole(cluster);
    }
  }

  private static void awaitRecreated(ControlPlane cluster, ContainerSeen before) throws Exception {
    Await.until(
        ControlPlane.PATIENCE,
        () -> cluster.keelson("events").out(),
        events ->
            events
                .lines()
                .anyMatch(l -> l.contains("Recreating") && l.contains("audit log " + LOG)),
        "it is said why the API server is recreated");
    // Between the two there is none.
    Await.until(
        ControlPlane.PATIENCE,
        () -> Optional.ofNullable(cluster.containers().get("kube-apiserver")),
        seen ->
            seen.filter(now -> now.ready() && !now.podUid().equals(before.podUid())).isPresent(),
        "the next API server is ready");
  }

  /** Each line is a document, and both servers have written some. */
  private static void assertWhole(ControlPlane cluster) throws Exception {
    cluster.kubectl("create", "namespace", "after").orFail();
    var json = new ObjectMapper();
    List<String> lines = cluster.shell("cat " + LOG).lines().toList();
    for (String line : lines) {
      assertThat(json.readTree(line).path("kind").asText()).isEqualTo("Event");
    }
    assertThat(lines).anyMatch(l -> l.contains("/api/v1/namespaces?"));
    assertThat(lines.size()).isGreaterThan(100);
  }
}
