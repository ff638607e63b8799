package dev.keelson.runtime.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.engine.ContainerConfig;
import dev.keelson.runtime.engine.ContainerStatus;
import dev.keelson.runtime.engine.ExecResult;
import dev.keelson.runtime.image.ImageReference;
import dev.keelson.runtime.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class PodSupervisorTest extends OneNode {
  private static final String WEB =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, labels: {app: web}}
      spec:
        hostNetwork: true
        terminationGracePeriodSeconds: 7
        volumes:
        - {name: scratch, emptyDir: {}}
        containers:
        - name: main
          image: example/web:1
          command: [serve, $(WHO), $(NOBODY), $$(WHO)]
          env:
          - {name: IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
          - {name: WHO, value: me@$(IP)}
          volumeMounts:
          - {name: scratch, mountPath: /scratch, subPath: a/b}
      """;

  @Test
  void runsAPodAndRemovesAllOfIt() throws Exception {
    node.apply(WEB);
    PodSnapshot pod = node.awaitReady("web");
    assertThat(pod.status().phase()).isEqualTo("Running");
    assertThat(pod.status().podIP()).isEqualTo("192.0.2.7");
    assertThat(pod.problem()).isEmpty();
    assertThat(TestNode.container(pod, "main").containerID()).startsWith("memory://");
    Path directory = root.resolve("pods").resolve(pod.uid());
    assertThat(directory.resolve("volumes/kubernetes.io~empty-dir/scratch/a/b")).isDirectory();
    node.apply();
    node.awaitGone("web");
    assertThat(directory).doesNotExist();
    assertThat(root.resolve("logs")).isEmptyDirectory();
    assertThat(node.engine.listSandboxes()).isEmpty();
    assertThat(node.events.stream().map(PodEvent::reason))
        .containsSubsequence("Pulling", "Pulled", "Created", "Started", "Killing");
  }

  @Test
  void tellsTheImagesOfWhatIsWanted() throws Exception {
    node.apply(WEB);
    node.awaitReady("web");
    assertThat(node.supervisor().images()).containsExactly(ImageReference.parse("example/web:1"));
    node.apply();
    node.awaitGone("web");
    assertThat(node.supervisor().images()).isEmpty();
  }

  @Test
  void configuresAContainerAsTheKubelet() throws Exception {
    node.apply(WEB);
    PodSnapshot pod = node.awaitReady("web");
    ContainerConfig config = node.engine.configOf(node.engine.running("main"));
    assertThat(config.command()).containsExactly("serve", "me@192.0.2.7", "$(NOBODY)", "$(WHO)");
    assertThat(config.logPath())
        .isEqualTo(root.resolve("logs/default_web-n_" + pod.uid() + "/main/0.log"));
    assertThat(config.mounts().stream().map(ContainerConfig.Mount::containerPath))
        .containsExactly("/scratch", "/etc/hosts", "/etc/resolv.conf", "/dev/termination-log");
    assertThat(config.mounts()).allSatisfy(m -> assertThat(m.hostPath()).exists());
    assertThat(config.labels())
        .containsEntry("io.kubernetes.pod.uid", pod.uid())
        .containsEntry("io.kubernetes.container.name", "main");
    assertThat(config.resources().oomScoreAdj()).isEqualTo(1000);
  }

  @Test
  void anEditIsASuccessorThatNeverRunsBesideItsPredecessor() throws Exception {
    node.apply(WEB);
    PodSnapshot before = node.awaitReady("web");
    node.apply(WEB.replace("web:1", "web:2"));
    PodSnapshot after = node.await("web", p -> TestNode.ready(p) && !p.uid().equals(before.uid()));
    assertThat(after.desiredRevision()).isEqualTo(after.revision());
    List<String> calls = node.engine.calls();
    int stopped = calls.indexOf("stopContainer main");
    assertThat(stopped).isPositive();
    assertThat(calls.lastIndexOf("runSandbox default/web-n/0")).isGreaterThan(stopped);
    node.apply();
    node.awaitGone("web");
    assertThat(node.engine.listSandboxes()).isEmpty();
    assertThat(root.resolve("pods").resolve(before.uid())).doesNotExist();
  }

  @Test
  void aCrashIsRestartedAtOnceThenBacksOff() throws Exception {
    node.engine.programs(_ -> Program.runs().printing("about to fail"));
    node.apply(WEB);
    node.awaitReady("web");
    node.engine.exit("main", 3);
    node.await("web", TestNode.restarted("main", 1));
    node.engine.exit("main", 3);
    PodSnapshot waiting = node.await("web", TestNode.waiting("main", "CrashLoopBackOff"));
    assertThat(waiting.problem())
        .isEqualTo("container main exited with code 3; its last log lines: about to fail");
    assertThat(waiting.status().phase()).isEqualTo("Running");
    assertThat(TestNode.lastExitCode(waiting, "main")).isEqualTo(3);
    node.clock.advance(Duration.ofSeconds(10));
    node.await("web", TestNode.restarted("main", 2));
    node.engine.exit("main", 3);
    node.await("web", TestNode.waiting("main", "CrashLoopBackOff"));
    node.clock.advance(Duration.ofSeconds(10));
    assertThat(node.board.pods().getFirst()).matches(TestNode.waiting("main", "CrashLoopBackOff"));
    node.clock.advance(Duration.ofSeconds(10));
    node.await("web", TestNode.restarted("main", 3));
    assertThat(containers()).hasSize(2);
  }

  private List<ContainerStatus> containers() {
    return node.engine.listContainers();
  }

  @Test
  void aMissingImageIsNamedAndNoticedOnceItIsThere() throws Exception {
    node.engine.refuseImage("example/web:1", "the registry does not answer");
    node.apply(WEB);
    PodSnapshot pod = node.await("web", TestNode.waiting("main", "ErrImagePull"));
    assertThat(pod.problem()).contains("main: ErrImagePull").contains("registry does not answer");
    node.clock.advance(Duration.ofSeconds(5));
    node.await("web", TestNode.waiting("main", "ImagePullBackOff"));
    node.engine.allowImage("example/web:1");
    node.engine.addImage("example/web:1", "");
    node.clock.advance(Duration.ofSeconds(5));
    node.awaitReady("web");
  }

  @Test
  void aSpoiltEditIsShownAndTheGoodPodRunsOn() throws Exception {
    node.apply(WEB);
    PodSnapshot before = node.awaitReady("web");
    node.applySpoilt(WEB, "line 3, column 1: is not YAML");
    PodSnapshot shown = node.await("web", p -> !p.problem().isEmpty());
    assertThat(shown.problem()).isEqualTo("/m/x.yaml: line 3, column 1: is not YAML");
    assertThat(shown.uid()).isEqualTo(before.uid());
    node.apply(WEB);
    node.await("web", p -> p.problem().isEmpty());
  }

  @Test
  void initContainersRunOneByOneAndFailuresAreTriedAgain() throws Exception {
    String pod =
        WEB.replace(
            "  containers:",
            "  initContainers:\n  - {name: one, image: i:1}\n  - {name: two, image: i:1}\n  containers:");
    node.engine.programs(c ->
        c.name().equals("main") || (c.attempt() == 0 && c.name().equals("two"))
            ? Program.runs()
            : Program.exits(0));
    node.apply(pod);
    PodSnapshot waiting =
        node.await("web", p -> p.status().initContainerStatuses().get(1).state().running() != null);
    assertThat(waiting.status().phase()).isEqualTo("Pending");
    assertThat(TestNode.waiting("main", "PodInitializing").test(waiting)).isTrue();
    node.engine.exit("two", 1);
    PodSnapshot ready = node.awaitReady("web");
    assertThat(ready.status().initContainerStatuses().get(1).restartCount()).isEqualTo(1);
    assertThat(node.starts()).isEqualTo("one/0 two/0 two/1 main/0");
  }

  @Test
  void podsOfPolicyNeverComeToAnEndAndStayThere() throws Exception {
    node.engine.programs(_ -> Program.exits(4));
    String pod = WEB.replace("  hostNetwork: true", "  restartPolicy: Never");
    node.apply(pod);
    PodSnapshot failed = node.await("web", p -> p.status().phase().equals("Failed"));
    assertThat(TestNode.container(failed, "main").state().terminated())
        .extracting("exitCode")
        .isEqualTo(4);
    node.restartRuntime();
    node.apply(pod);
    node.clock.advance(Duration.ofMinutes(5));
    node.await("web", p -> p.status().phase().equals("Failed"));
    assertThat(node.starts()).isEqualTo("main/0");
  }

  @Test
  void hooksRunAfterTheStartAndBeforeTheStop() throws Exception {
    String hooks =
        "    lifecycle: {postStart: {exec: {command: [hello]}}, preStop: {exec: {command: [bye]}}}\n";
    List<List<String>> said = new CopyOnWriteArrayList<>();
    node.engine.programs(_ ->
        Program.runs()
            .answering(c -> {
              said.add(c);
              return new ExecResult(0, "", "");
            }));
    node.apply(WEB + hooks);
    node.awaitReady("web");
    assertThat(said).containsExactly(List.of("hello"));
    node.apply();
    node.awaitGone("web");
    assertThat(said).containsExactly(List.of("hello"), List.of("bye"));
  }

  @Test
  void aLivenessProbeKillsAndTheContainerIsStartedAnew() throws Exception {
    String probe = "    livenessProbe: {exec: {command: [alive]}, failureThreshold: 2}\n";
    node.engine.programs(
        c -> Program.runs().answering(_ -> new ExecResult(c.attempt() == 0 ? 1 : 0, "", "dead")));
    node.apply(WEB + probe);
    node.awaitReady("web");
    node.awaitThat(() -> node.events.stream().anyMatch(e -> e.reason().equals("Unhealthy")));
    node.clock.awaitAlarm(node.clock.instant().plusSeconds(10));
    node.clock.advance(Duration.ofSeconds(10));
    node.await("web", TestNode.restarted("main", 1));
    assertThat(node.events)
        .anySatisfy(e -> {
          assertThat(e.reason()).isEqualTo("Killing");
          assertThat(e.message())
              .isEqualTo("Container main failed liveness probe, will be restarted");
        });
  }

  @Test
  void oneStuckPodHoldsNoOther() throws Exception {
    node.engine.programs(_ -> Program.runs().ignoringStopSignal());
    node.apply(WEB);
    node.awaitReady("web");
    String other = WEB.replace("name: web", "name: other");
    node.apply(other);
    node.await("web", PodSnapshot::terminating);
    node.awaitReady("other");
    node.clock.awaitSleepers(1);
    node.clock.advance(Duration.ofSeconds(7));
    node.awaitGone("web");
  }

  @Test
  void stopAllReturnsWhenNothingIsLeft() throws Exception {
    node.apply(WEB, WEB.replace("name: web", "name: other"));
    node.awaitReady("web");
    node.awaitReady("other");
    node.stopAll(Duration.ofSeconds(1));
    assertThat(node.board.pods()).isEmpty();
    assertThat(node.engine.listSandboxes()).isEmpty();
  }

  @Test
  void aFileInTheWayOfAVolumeIsNamedAndTriedAgain() throws Exception {
    Path wanted = root.resolve("data");
    String pod = WEB.replace("emptyDir: {}", "hostPath: {path: " + wanted + ", type: Directory}");
    node.apply(pod);
    PodSnapshot waiting = node.await("web", p -> !p.problem().isEmpty());
    assertThat(waiting.problem())
        .contains(wanted + " is not a directory")
        .contains("does not exist");
    makeDirectory(wanted);
    node.clock.advance(Duration.ofSeconds(1));
    node.awaitReady("web");
  }

  private static void makeDirectory(Path path) throws IOException {
    Files.createDirectory(path);
  }
}
