package dev.keelson.runtime.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.engine.ExecResult;
import dev.keelson.runtime.testkit.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Init containers that run on beside the others. */
class SidecarTest {
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        terminationGracePeriodSeconds: 20
        initContainers:
        - {name: proxy, image: "i:1", restartPolicy: Always}
        - {name: setup, image: "i:1"}
        - {name: logs, image: "i:1", restartPolicy: Always}
        containers:
        - {name: main, image: "i:1"}
      """;

  @TempDir private Path root;
  private TestNode node;

  @BeforeEach
  void startNode() {
    node = new TestNode(root);
    node.engine.programs(c -> c.name().equals("setup") ? Program.exits(0) : Program.runs());
  }

  @AfterEach
  void stopNode() {
    node.close();
  }

  private static ContainerState.Status init(PodSnapshot pod, String name) {
    return pod.status().initContainerStatuses().stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Predicate<PodSnapshot> inPhase(String phase) {
    return p -> p.status().phase().equals(phase);
  }

  @Test
  void startInOrderAndRunBesideTheOthers() throws Exception {
    node.apply(POD);
    PodSnapshot pod = node.awaitReady("web");
    assertThat(node.starts()).isEqualTo("proxy/0 setup/0 logs/0 main/0");
    assertThat(pod.status().phase()).isEqualTo("Running");
    assertThat(init(pod, "logs").ready()).isTrue();
    assertThat(init(pod, "setup").state().terminated()).isNotNull();
  }

  @Test
  void holdTheNextOneUntilTheirStartupProbeSucceeds() throws Exception {
    String probe = "restartPolicy: Always, startupProbe: {exec: {command: [up]}, periodSeconds: 5}";
    boolean[] up = {false};
    node.engine.programs(c ->
        c.name().equals("setup")
            ? Program.exits(0)
            : Program.runs().answering(_ -> new ExecResult(up[0] ? 0 : 1, "", "")));
    node.apply(POD.replaceFirst("restartPolicy: Always", probe));
    PodSnapshot waiting = node.await("web", p -> init(p, "proxy").state().running() != null);
    assertThat(waiting.status().phase()).isEqualTo("Pending");
    assertThat(init(waiting, "proxy").started()).isFalse();
    assertThat(node.starts()).isEqualTo("proxy/0");
    node.clock.awaitAlarm(node.clock.instant().plusMillis(250));
    up[0] = true;
    node.clock.advance(Duration.ofSeconds(5));
    node.awaitReady("web");
    assertThat(node.starts()).isEqualTo("proxy/0 setup/0 logs/0 main/0");
  }

  @Test
  void areRestartedWhateverThePodsPolicyAndKeepThePodRunning() throws Exception {
    node.apply(POD.replace("spec:", "spec:\n  restartPolicy: Never"));
    node.awaitReady("web");
    node.engine.exit("proxy", 0);
    PodSnapshot pod =
        node.await("web", p -> TestNode.ready(p) && init(p, "proxy").restartCount() == 1);
    assertThat(pod.status().phase()).isEqualTo("Running");
    assertThat(node.starts()).isEqualTo("proxy/0 setup/0 logs/0 main/0 proxy/1");
  }

  @Test
  void stopAfterTheOthersLastOneFirst() throws Exception {
    node.apply(POD);
    node.awaitReady("web");
    node.apply();
    node.awaitGone("web");
    assertThat(stops()).containsExactly("main", "logs", "proxy");
  }

  private List<String> stops() {
    return node.engine.calls().stream()
        .filter(c -> c.startsWith("stopContainer "))
        .map(c -> c.substring("stopContainer ".length()))
        .toList();
  }

  @Test
  void shareTheGracePeriodOfThePod() throws Exception {
    node.engine.programs(
        c -> c.name().equals("setup") ? Program.exits(0) : Program.runs().ignoringStopSignal());
    node.apply(POD);
    node.awaitReady("web");
    node.apply();
    // One sleeps until main is killed; two await their turn, and the worker its next look.
    node.clock.awaitSleepers(1);
    node.clock.awaitAlarms(3);
    assertThat(stops()).containsExactly("main");
    node.clock.advance(Duration.ofSeconds(20));
    node.await("web", p -> TestNode.container(p, "main").state().terminated() != null);
    node.clock.awaitSleepers(2);
    assertThat(stops()).containsExactlyInAnyOrder("main", "logs", "proxy");
    node.clock.advance(Duration.ofSeconds(2));
    node.awaitGone("web");
  }

  @Test
  void endWithThePodThatComesToItsEnd() throws Exception {
    node.apply(POD.replace("spec:", "spec:\n  restartPolicy: OnFailure"));
    node.awaitReady("web");
    node.engine.exit("main", 0);
    PodSnapshot pod = node.await("web", inPhase("Succeeded"));
    assertThat(init(pod, "proxy").state().terminated()).isNotNull();
    assertThat(stops()).containsExactly("logs", "proxy");
    node.clock.advance(Duration.ofMinutes(5));
    assertThat(node.starts()).isEqualTo("proxy/0 setup/0 logs/0 main/0");
  }

  @Test
  void startFirstAgainAfterTheSandboxWasLost() throws Exception {
    node.apply(POD);
    node.awaitReady("web");
    node.engine.powerCut();
    node.restartRuntime();
    node.apply(POD);
    node.await("web", TestNode.restarted("main", 1));
    assertThat(node.starts())
        .isEqualTo("proxy/0 setup/0 logs/0 main/0 proxy/1 setup/1 logs/1 main/1");
  }
}
