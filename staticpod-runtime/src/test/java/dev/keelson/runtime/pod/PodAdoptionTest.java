package dev.keelson.runtime.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.testkit.Program;
import dev.keelson.runtime.volume.PodDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The runtime ends, the containers go on, and another runtime finds them. */
class PodAdoptionTest extends OneNode {
  private static final String WEB =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        hostNetwork: true
        terminationGracePeriodSeconds: 7
        containers:
        - {name: main, image: "example/web:1"}
      """;

  @Test
  void aNewRuntimeAdoptsAndRestartsNothing() throws Exception {
    node.apply(WEB);
    node.awaitReady("web");
    node.engine.exit("main", 1);
    node.await("web", TestNode.restarted("main", 1));
    List<String> calls = node.engine.calls();
    node.restartRuntime();
    node.apply(WEB);
    PodSnapshot after = node.awaitReady("web");
    assertThat(TestNode.container(after, "main").restartCount()).isEqualTo(1);
    assertThat(node.engine.calls()).isEqualTo(calls);
    node.engine.exit("main", 1);
    node.await("web", TestNode.restarted("main", 2));
  }

  @Test
  void whatAKilledRuntimeWasWorkingOnIsRemovedAndNobodyElses() throws Exception {
    PodDirectory cutOff = new PodDirectory(root.resolve("pods/cut-off"));
    cutOff.claim();
    cutOff.write("etc-hosts", "");
    Path logs = Files.createDirectories(root.resolve("logs/default_web-n_cut-off/main"));
    Path ofAKubelet = Files.createDirectories(root.resolve("pods/of-a-kubelet/volumes"));
    node.apply(WEB);
    PodSnapshot pod = node.awaitReady("web");
    node.restartRuntime();
    assertThat(cutOff.root()).doesNotExist();
    assertThat(logs).doesNotExist();
    assertThat(ofAKubelet).exists();
    assertThat(root.resolve("pods").resolve(pod.uid())).exists();
  }

  @Test
  void aPodWhoseManifestVanishedMeanwhileIsStoppedWithItsGrace() throws Exception {
    node.engine.programs(_ -> Program.runs().ignoringStopSignal());
    node.apply(WEB);
    node.awaitReady("web");
    node.restartRuntime();
    node.apply();
    node.await("web", PodSnapshot::terminating);
    node.clock.awaitSleepers(1);
    node.clock.advance(Duration.ofSeconds(6));
    assertThat(node.engine.running("main")).isNotNull();
    node.clock.advance(Duration.ofSeconds(1));
    node.awaitGone("web");
  }

  @Test
  void anEditWhileTheRuntimeWasDownIsRolledOut() throws Exception {
    node.apply(WEB);
    PodSnapshot before = node.awaitReady("web");
    node.restartRuntime();
    node.apply(WEB.replace("web:1", "web:2"));
    node.await("web", p -> TestNode.ready(p) && !p.uid().equals(before.uid()));
    assertThat(node.engine.listSandboxes()).hasSize(1);
  }

  @Test
  void afterAPowerCutTheSameUidGetsANewSandboxAndKeepsItsRestartCount() throws Exception {
    node.apply(WEB);
    PodSnapshot before = node.awaitReady("web");
    node.engine.powerCut();
    node.restartRuntime();
    node.apply(WEB);
    PodSnapshot after = node.await("web", TestNode.restarted("main", 1));
    assertThat(after.uid()).isEqualTo(before.uid());
    assertThat(node.engine.calls()).contains("runSandbox default/web-n/1");
    assertThat(TestNode.lastExitCode(after, "main")).isEqualTo(255);
    assertThat(node.engine.listSandboxes()).hasSize(1);
  }

  @Test
  void aRuntimeThatEndedBeforeItWroteThePodsFilesIsMadeUpFor() throws Exception {
    node.apply(WEB);
    String uid = node.awaitReady("web").uid();
    Path resolvConf = fileOf(uid, "resolv.conf");
    Files.delete(resolvConf);
    node.restartRuntime();
    node.apply(WEB);
    node.awaitReady("web");
    assertThat(resolvConf).exists();
  }

  private Path fileOf(String uid, String name) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(f -> f.endsWith(Path.of(uid, name))).findFirst().orElseThrow();
    }
  }

  @Test
  void aPodThatCameToItsEndStaysThere() throws Exception {
    node.engine.programs(_ -> Program.exits(0));
    String once = WEB.replace("hostNetwork: true", "restartPolicy: OnFailure");
    node.apply(once);
    node.await("web", p -> p.status().phase().equals("Succeeded"));
    node.restartRuntime();
    node.apply(once);
    PodSnapshot after = node.await("web", p -> p.status().phase().equals("Succeeded"));
    assertThat(TestNode.container(after, "main").restartCount()).isZero();
  }
}
