package dev.keelson.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.e2e.component.ComponentCache;
import dev.keelson.e2e.component.Components;
import dev.keelson.e2e.component.Platform;
import dev.keelson.e2e.scenario.Await;
import dev.keelson.e2e.scenario.StaticPods;
import dev.keelson.e2e.testnode.RunningCommand;
import dev.keelson.e2e.testnode.TestNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Disks on which nothing can be written: that of the manifests, of the pods and of their logs. */
@SuppressWarnings("NullAway.Init")
class AdverseDisksIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String MANIFESTS = "/etc/kubernetes/manifests";
  private static final String WEB =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        hostNetwork: true
        terminationGracePeriodSeconds: 1
        containers:
        - name: c
          image: busybox:1.28
          command: [sh, -c, "while :; do date; done"]
      """;

  private TestNode node;
  private StaticPods pods;

  @BeforeEach
  void boots() throws Exception {
    node = TestNode.start();
    pods = new StaticPods(node);
    Path archive =
        new Components(ComponentCache.ofUser(), Platform.current(), System.err).debianArchive();
    pods.keelson("images", "import", archive.toString()).orFail();
  }

  @AfterEach
  void ends() throws Exception {
    node.close();
  }

  @Test
  void aReadOnlyManifestDirectoryIsReadAndWatched() throws Exception {
    shell("mkdir -p " + MANIFESTS + "; mount -t tmpfs none " + MANIFESTS);
    pods.put("web.yaml", WEB);
    shell("mount -o remount,ro " + MANIFESTS);
    try (RunningCommand _ = pods.run()) {
      JsonNode first = pods.awaitReady("web-node-1");
      shell("mount -o remount,rw " + MANIFESTS);
      pods.put("web.yaml", WEB.replace("date", "date -u"));
      shell("mount -o remount,ro " + MANIFESTS);
      pods.await(
          "web-node-1",
          pod ->
              pod.at("/status/containerStatuses/0/ready").asBoolean()
                  && !pod.at("/metadata/uid").equals(first.at("/metadata/uid")),
          "is the edited one");
      assertThat(shell("ls -A " + MANIFESTS)).isEqualTo("web.yaml");
    }
  }

  @Test
  void aPodWaitsForRoomAndOneWithoutRoomForItsLogRunsOnAndGoes() throws Exception {
    shell("mkdir -p /var/lib/kubelet/pods; mount -t tmpfs -o size=64k none /var/lib/kubelet/pods");
    shell("mkdir -p /var/log/pods; mount -t tmpfs -o size=64k none /var/log/pods");
    shell("head -c 1M /dev/zero >/var/lib/kubelet/pods/full || true");
    pods.put("web.yaml", WEB);
    try (RunningCommand _ = pods.run()) {
      Await.until(
          PATIENCE,
          () -> pods.keelson("describe", "web").out(),
          text -> text.contains("No space left on device"),
          "describe says why the pod does not start");
      assertThat(pods.pod("web-node-1").at("/status/phase").asText()).isEqualTo("Pending");
      shell("rm /var/lib/kubelet/pods/full");
      JsonNode pod = pods.awaitReady("web-node-1");
      Await.until(
          PATIENCE,
          () -> shell("df --output=avail /var/log/pods | tail -n 1").strip(),
          "0"::equals,
          "the logs have filled their disk");
      assertThat(pods.pod("web-node-1").at("/status/containerStatuses/0"))
          .isEqualTo(pod.at("/status/containerStatuses/0"));
      shell("rm " + MANIFESTS + "/web.yaml");
      Await.until(
          PATIENCE,
          () -> node.exec(PATIENCE, "bash", "-c", StaticPods.resource("/fault/leftovers.sh")).out(),
          String::isBlank,
          "nothing is left of the pod");
    }
  }

  private String shell(String script) throws InterruptedException {
    return node.exec(PATIENCE, "sh", "-c", script).orFail().out().strip();
  }
}
