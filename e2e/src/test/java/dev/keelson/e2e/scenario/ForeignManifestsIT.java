package dev.keelson.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keelson.e2e.benchmark.NodeFiles;
import dev.keelson.e2e.benchmark.SearchPath;
import dev.keelson.e2e.benchmark.pods.KubeletHost;
import dev.keelson.e2e.component.ComponentCache;
import dev.keelson.e2e.component.ComponentVersions;
import dev.keelson.e2e.component.Components;
import dev.keelson.e2e.component.Platform;
import dev.keelson.e2e.distribution.Distribution;
import dev.keelson.e2e.testnode.Execution;
import dev.keelson.e2e.testnode.TestNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The manifests that one tool wrote, run by the other's runtime, up to a ready control plane. */
class ForeignManifestsIT {
  private static final ComponentVersions VERSIONS = ComponentVersions.all().getFirst();
  private static final List<String> FILES =
      List.of("certs all", "kubeconfig all", "etcd local", "control-plane all");

  private final Components components =
      new Components(ComponentCache.ofUser(), Platform.current(), System.err);
  private final String launcher = Distribution.ofCheckout().launcher().toString();

  @SuppressWarnings("NullAway.Init")
  private TestNode node;

  @BeforeEach
  void boots() throws Exception {
    node = TestNode.start();
    NodeFiles.writeConfiguration(node, VERSIONS.kubernetes());
  }

  @AfterEach
  void ends() throws Exception {
    node.close();
  }

  @Test
  void kubeadmsManifestsGetReadyUnderKeelsonsRuntime() throws Exception {
    write(components.program(VERSIONS, "kubeadm").toString());
    run(launcher, "images", "import", components.archive(VERSIONS).toString()).orFail();
    node.spawn(launcher, "runtime", "run");
    assertControlPlaneGetsReady();
  }

  @Test
  void keelsonsManifestsGetReadyUnderTheKubelet() throws Exception {
    write(launcher);
    Path binaries = components.program(VERSIONS, "kubelet").resolveSibling(".").normalize();
    KubeletHost kubelet =
        new KubeletHost(
            new SearchPath(List.of(binaries, components.benchmarkTools())),
            components.archive(VERSIONS),
            "registry.k8s.io/pause:" + VERSIONS.pause(),
            List.of("--kubeconfig=/etc/kubernetes/kubelet.conf"));
    kubelet.prepare(node);
    kubelet.start(node);
    assertControlPlaneGetsReady();
  }

  /** Everything of a control plane but its processes. */
  private void write(String tool) throws InterruptedException {
    for (String phase : FILES) {
      List<String> words = new ArrayList<>(List.of(tool, "init", "phase"));
      words.addAll(List.of(phase.split(" ")));
      words.add("--config=" + NodeFiles.CONFIGURATION);
      run(words.toArray(String[]::new)).orFail();
    }
  }

  private void assertControlPlaneGetsReady() throws Exception {
    SortedSet<String> ready =
        Await.until(
            ControlPlane.PATIENCE,
            this::readyPods,
            pods -> pods.size() == 4,
            "the API server tells that all four pods are ready");
    assertThat(ready)
        .containsExactly(
            "etcd-node-1",
            "kube-apiserver-node-1",
            "kube-controller-manager-node-1",
            "kube-scheduler-node-1");
  }

  private SortedSet<String> readyPods() throws Exception {
    Execution answer =
        run(
            components.program(VERSIONS, "kubectl").toString(),
            "--kubeconfig=/etc/kubernetes/super-admin.conf",
            "get",
            "pods",
            "--namespace=kube-system",
            "--output=json");
    SortedSet<String> ready = new TreeSet<>();
    if (answer.status() == 0) {
      for (JsonNode pod : new ObjectMapper().readTree(answer.out()).path("items")) {
        for (JsonNode condition : pod.at("/status/conditions")) {
          if (condition.path("type").asText().equals("Ready")
              && condition.path("status").asText().equals("True")) {
            ready.add(pod.at("/metadata/name").asText());
          }
        }
      }
    }
    return ready;
  }

  private Execution run(String... command) throws InterruptedException {
    return node.exec(ControlPlane.PATIENCE, command);
  }
}
