package dev.keelson.runtime.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.pod.ContainerState.Status;
import dev.keelson.runtime.testkit.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exit code 42 of the container main has all containers of its pod started anew. */
final class AllContainersRestartTest {
  private static final String RESTARTING = "RestartingAllContainers";
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        restartPolicy: Never
        initContainers:
        - {name: init, image: "i:1"}
        - {name: sidecar, image: "i:1", restartPolicy: Always}
        containers:
        - name: main
          image: "i:1"
          restartPolicy: Never
          restartPolicyRules:
          - {action: RestartAllContainers, exitCodes: {operator: In, values: [42]}}
        - name: second
          image: "i:1"
          lifecycle: {preStop: {exec: {command: [hook]}}}
      """;

  @TempDir private Path root;
  private TestNode node;

  @BeforeEach
  void startNode() {
    node = new TestNode(root);
    node.engine.addImage("i:1", "");
    node.engine.programs(c -> c.name().equals("init") ? Program.exits(0) : Program.runs());
  }

  @AfterEach
  void stopNode() {
    node.close();
  }

  private static boolean restarted(PodSnapshot pod, int count) {
    return TestNode.ready(pod) && statuses(pod).allMatch(s -> s.restartCount() == count);
  }

  private static Stream<Status> statuses(PodSnapshot pod) {
    return Stream.concat(
        pod.status().initContainerStatuses().stream(), pod.status().containerStatuses().stream());
  }

  private static PodStatus.Condition condition(PodSnapshot pod, String type) {
    return pod.status().conditions().stream()
        .filter(c -> c.type().equals(type))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void allAreStartedAnewInTheirOrderAndTheSandboxStays() throws Exception {
    node.apply(POD);
    assertThat(condition(node.awaitReady("web"), "AllContainersRestarting").status())
        .isEqualTo("False");
    node.engine.exit("main", 42);
    PodSnapshot pod = node.await("web", p -> restarted(p, 1));
    assertThat(node.starts())
        .isEqualTo("init/0 sidecar/0 main/0 second/0 init/1 sidecar/1 main/1 second/1");
    assertThat(node.engine.calls()).filteredOn(c -> c.startsWith("runSandbox")).hasSize(1);
    assertThat(node.engine.listContainers()).hasSize(4);
    assertThat(statuses(pod))
        .allSatisfy(s -> {
          var last = Objects.requireNonNull(s.lastState().terminated());
          assertThat(last.reason()).isEqualTo(RESTARTING);
          assertThat(last.exitCode()).isEqualTo(137);
        });
    assertThat(condition(pod, "Initialized").status()).isEqualTo("True");
    assertThat(pod.status().phase()).isEqualTo("Running");
  }

  @Test
  void theOthersAreKilledWithoutTheirHooksAndThePodSaysWhy() throws Exception {
    node.engine.programs(
        c -> c.name().equals("init") ? Program.exits(0) : Program.runs().ignoringStopSignal());
    node.apply(POD);
    node.awaitReady("web");
    node.engine.exit("main", 42);
    PodSnapshot pod =
        node.await("web", p -> condition(p, "AllContainersRestarting").status().equals("True"));
    assertThat(condition(pod, "AllContainersRestarting").reason())
        .isEqualTo("RestartAllContainersStarted");
    node.clock.awaitSleepers(2);
    node.clock.advance(Duration.ofSeconds(2));
    node.await("web", p -> restarted(p, 1));
    assertThat(node.events)
        .extracting(PodEvent::reason)
        .doesNotContain("FailedPreStopHook", "BackOff");
  }

  @Test
  void whoAskedIsRemovedLast() throws Exception {
    node.apply(POD);
    node.awaitReady("web");
    String main = node.engine.running("main").value();
    node.engine.exit("main", 42);
    node.await("web", p -> restarted(p, 1));
    List<String> removed =
        node.engine.calls().stream().filter(c -> c.startsWith("removeContainer ")).toList();
    assertThat(removed).hasSize(4).last().isEqualTo("removeContainer " + main);
  }

  @Test
  void anotherCodeEndsThePod() throws Exception {
    node.apply(POD);
    node.awaitReady("web");
    node.engine.exit("main", 1);
    node.engine.exit("second", 0);
    PodSnapshot failed = node.await("web", p -> p.status().phase().equals("Failed"));
    assertThat(condition(failed, "AllContainersRestarting").reason()).isEqualTo("PodFailed");
    assertThat(node.starts()).isEqualTo("init/0 sidecar/0 main/0 second/0");
  }

  @Test
  void aRoundTakesASecondAtLeast() throws Exception {
    node.apply(POD);
    node.awaitReady("web");
    node.engine.exit("main", 42);
    node.await("web", p -> restarted(p, 1));
    node.engine.exit("main", 42);
    node.await("web", p -> TestNode.container(p, "main").state().terminated() != null);
    node.clock.advance(Duration.ofSeconds(1));
    node.await("web", p -> restarted(p, 2));
  }

  @Test
  void aRuntimeThatFindsNoContainerCountsTheLogs() throws Exception {
    node.apply(POD);
    node.awaitReady("web");
    for (var container : node.engine.listContainers()) {
      node.engine.removeContainer(container.id());
      Files.createDirectories(container.logPath().getParent());
      Files.writeString(container.logPath(), "");
    }
    node.restartRuntime();
    node.apply(POD);
    node.await("web", p -> restarted(p, 1));
  }
}
