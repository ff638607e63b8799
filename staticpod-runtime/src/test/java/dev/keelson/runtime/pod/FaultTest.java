package dev.keelson.runtime.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.engine.ExecResult;
import dev.keelson.runtime.testkit.Program;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exceptions that nobody thought of end no worker, no hook, no probe: they are shown, and later.
 */
class FaultTest {
  private static final String WEB =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        hostNetwork: true
        terminationGracePeriodSeconds: 1
        containers:
        - name: main
          image: "example/web:1"
      """;

  /** Whatever wakes the worker meanwhile, what it shows stays. */
  private static final int AGAIN_AND_AGAIN = 1000;

  @TempDir private Path root;
  private TestNode node;
  private FaultyEngine faulty;

  @BeforeEach
  void startNode() {
    node = new TestNode(root);
    faulty = new FaultyEngine(node.engine);
    node.startRuntime(faulty.view());
  }

  @AfterEach
  void stopNode() {
    node.close();
  }

  /** Lets time pass until the pod is ready: what wakes its worker meanwhile makes a turn too. */
  private PodSnapshot readyInTime() throws InterruptedException {
    node.awaitThat(() -> {
      node.clock.advance(Duration.ofSeconds(1));
      return node.board.pod("default/web-n").filter(TestNode::ready).isPresent();
    });
    return node.awaitReady("web");
  }

  @Test
  void inAPodsTurnIsShownAndTheTurnIsMadeAgain() throws Exception {
    faulty.stumbles("createContainer", AGAIN_AND_AGAIN);
    node.apply(WEB);

    PodSnapshot shown = node.await("web", p -> !p.problem().isEmpty());
    faulty.stumbles("createContainer", 0);

    assertThat(shown.problem())
        .isEqualTo(
            "Error syncing pod: java.lang.IllegalStateException: stumbled in createContainer");
    assertThat(node.events)
        .anySatisfy(e -> {
          assertThat(e.reason()).isEqualTo("FailedSync");
          assertThat(e.message()).contains("stumbled in createContainer");
        });
    assertThat(readyInTime().problem()).isEmpty();
  }

  @Test
  void inAPodsFirstStepIsShownToo() throws Exception {
    faulty.stumbles("runSandbox", AGAIN_AND_AGAIN);
    node.apply(WEB);
    PodSnapshot shown = node.await("web", p -> p.problem().contains("stumbled in runSandbox"));
    faulty.stumbles("runSandbox", 0);
    assertThat(shown.status().phase()).isEqualTo("Pending");
    readyInTime();
  }

  @Test
  void inAStopIsTriedAgain() throws Exception {
    node.apply(WEB);
    node.awaitReady("web");
    faulty.stumbles("stopContainer", 1);
    node.apply();
    node.awaitGone("web");
    assertThat(node.engine.listContainers()).isEmpty();
  }

  @Test
  void inAHookIsAFailureOfTheHook() throws Exception {
    faulty.stumbles("exec", 1);
    node.apply(WEB + "    lifecycle: {postStart: {exec: {command: [hello]}}}\n");
    node.awaitThat(
        () -> node.events.stream().anyMatch(e -> e.reason().equals("FailedPostStartHook")));
  }

  @Test
  void inAProbeIsNoAnswerAndTheProbeGoesOn() throws Exception {
    faulty.stumbles("exec", 3);
    node.engine.programs(_ -> Program.runs().answering(_ -> new ExecResult(0, "", "")));
    node.apply(WEB + "    readinessProbe: {exec: {command: [ok]}, periodSeconds: 1}\n");
    node.awaitThat(() ->
        node.events.stream()
            .anyMatch(e ->
                e.message()
                    .startsWith("Readiness probe errored and resulted in unknown state: java")));
    readyInTime();
  }
}
