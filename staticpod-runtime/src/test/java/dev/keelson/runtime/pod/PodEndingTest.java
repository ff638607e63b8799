package dev.keelson.runtime.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.engine.ExecResult;
import dev.keelson.runtime.testkit.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How containers and pods come to their end: policies, deadlines, grace, last words. */
class PodEndingTest extends OneNode {
  private static final String WEB =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        terminationGracePeriodSeconds: 10
        containers:
        - name: main
          image: "i:1"
      """;

  private static String pod(String spec, String container) {
    return WEB.replace("spec:\n", "spec:\n" + (spec.isEmpty() ? "" : "  " + spec + "\n"))
        + (container.isEmpty() ? "" : "    " + container + "\n");
  }

  private PodSnapshot awaitPhase(String phase) throws InterruptedException {
    return node.await("web", p -> p.status().phase().equals(phase));
  }

  @Test
  void aRuleRestartsWhatThePodsPolicyWouldNot() throws Exception {
    String rule =
        "restartPolicy: Never\n    restartPolicyRules: [{action: Restart, exitCodes: {operator: In,"
            + " values: [42]}}]";
    node.engine.programs(c -> c.attempt() == 0 ? Program.exits(42) : Program.exits(1));
    node.apply(pod("restartPolicy: Never", rule));
    PodSnapshot failed = awaitPhase("Failed");
    assertThat(TestNode.container(failed, "main").restartCount()).isEqualTo(1);
    assertThat(node.starts()).isEqualTo("main/0 main/1");
  }

  @Test
  void aPodOlderThanItsDeadlineFails() throws Exception {
    node.apply(pod("activeDeadlineSeconds: 60", ""));
    node.awaitReady("web");
    node.clock.advance(Duration.ofSeconds(59));
    node.engine.exit("main", 1);
    node.await("web", TestNode.restarted("main", 1));
    node.clock.advance(Duration.ofSeconds(1));
    PodSnapshot failed =
        node.await("web", p -> TestNode.container(p, "main").state().terminated() != null);
    assertThat(failed.status().phase()).isEqualTo("Failed");
    assertThat(failed.status().reason()).isEqualTo("DeadlineExceeded");
    assertThat(failed.status().message())
        .isEqualTo("Pod was active on the node longer than the specified deadline");
    node.restartRuntime();
    node.apply(pod("activeDeadlineSeconds: 60", ""));
    awaitPhase("Failed");
    assertThat(node.starts()).isEqualTo("main/0 main/1");
  }

  @Test
  void preStopTakesItsTimeFromTheGracePeriod() throws Exception {
    node.engine.programs(_ -> Program.runs().ignoringStopSignal());
    node.apply(pod("", "lifecycle: {preStop: {sleep: {seconds: 6}}}"));
    node.awaitReady("web");
    node.apply();
    node.await("web", PodSnapshot::terminating);
    node.awaitStopAfter(Duration.ofSeconds(6));
    node.clock.advance(Duration.ofSeconds(3));
    assertThat(node.engine.running("main")).isNotNull();
    node.clock.advance(Duration.ofSeconds(1));
    node.awaitGone("web");
  }

  @Test
  void twoSecondsAreLeftForTheStopWhateverPreStopTook() throws Exception {
    node.engine.programs(_ -> Program.runs().ignoringStopSignal());
    node.apply(pod("", "lifecycle: {preStop: {sleep: {seconds: 10}}}"));
    node.awaitReady("web");
    node.apply();
    node.await("web", PodSnapshot::terminating);
    node.awaitStopAfter(Duration.ofSeconds(10));
    node.clock.advance(Duration.ofSeconds(1));
    assertThat(node.engine.running("main")).isNotNull();
    node.clock.advance(Duration.ofSeconds(1));
    node.awaitGone("web");
  }

  @Test
  void aFailedPostStartHookKillsWithoutTellingWhatItSaid() throws Exception {
    node.engine.programs(
        c -> Program.runs().answering(_ -> new ExecResult(c.attempt() == 0 ? 1 : 0, "", "secret")));
    node.apply(pod("", "lifecycle: {postStart: {exec: {command: [hello]}}}"));
    node.await("web", TestNode.restarted("main", 1));
    assertThat(node.events)
        .anySatisfy(e -> {
          assertThat(e.reason()).isEqualTo("FailedPostStartHook");
          assertThat(e.message()).isEqualTo("PostStartHook failed");
        });
    assertThat(node.events).noneSatisfy(e -> assertThat(e.message()).contains("secret"));
  }

  @Test
  void aContainerStaysReadyWhileItIsToldToEnd() throws Exception {
    node.engine.programs(_ -> Program.runs().ignoringStopSignal());
    node.apply(WEB);
    node.awaitReady("web");
    node.apply();
    PodSnapshot ending = node.await("web", PodSnapshot::terminating);
    assertThat(TestNode.container(ending, "main").ready()).isTrue();
    node.clock.awaitSleepers(1);
    node.clock.advance(Duration.ofSeconds(10));
    node.awaitGone("web");
  }

  @Test
  void lastWordsAreTheFileOrTheEndOfTheLog() throws Exception {
    String line = "x".repeat(100);
    node.engine.programs(_ -> Program.exits(1).printing(line.repeat(30), "last one"));
    node.apply(pod("restartPolicy: Never", "terminationMessagePolicy: FallbackToLogsOnError"));
    PodSnapshot failed = awaitPhase("Failed");
    String message = TestNode.message(failed, "main");
    assertThat(message).hasSize(2048).endsWith("xx\nlast one\n");
  }

  @Test
  void messagesOfAllContainersTogetherAreBounded() throws Exception {
    StringBuilder containers = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      containers.append("  - {name: c%d, image: \"i:1\"}%n".formatted(i));
    }
    node.engine.programs(c -> {
      c.mounts().stream()
          .filter(m -> m.containerPath().equals("/dev/termination-log"))
          .forEach(m -> write(m.hostPath(), "é".repeat(4000)));
      return Program.exits(1);
    });
    node.apply(pod("restartPolicy: Never", "") + containers);
    PodSnapshot failed = awaitPhase("Failed");
    assertThat(TestNode.message(failed, "c1")).isEqualTo("é".repeat(1024));
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
