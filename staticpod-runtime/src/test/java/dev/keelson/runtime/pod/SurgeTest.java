package dev.keelson.runtime.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.ContainerStatus;
import dev.keelson.runtime.testkit.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A successor beside its predecessor, without ports. */
class SurgeTest {
  private static final Duration SETTLING = Duration.ofMillis(1250);
  private static final Duration DRAINING = Duration.ofSeconds(1);
  private static final String OLD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, annotations: {keelson.dev/rollout: surge}}
      spec:
        hostNetwork: true
        terminationGracePeriodSeconds: 7
        containers:
        - {name: main, image: "example/web:1"}
      """;
  private static final String NEW = OLD.replace("web:1", "web:2");

  @TempDir private Path root;
  private TestNode node;

  @BeforeEach
  void startNode() {
    node = new TestNode(root);
    node.engine.programs(config ->
        config.image().toString().contains("bad")
            ? Program.exits(7).printing("no such flag")
            : Program.runs());
  }

  @AfterEach
  void stopNode() {
    node.close();
  }

  @Test
  void theSuccessorTakesOverOnceItHasStayedReady() throws Exception {
    node.apply(OLD);
    String old = node.awaitReady("web").uid();
    node.apply(NEW);
    awaitContainers(2);
    assertThat(pod().uid()).isEqualTo(old);
    assertThat(pod().desiredRevision()).isNotEqualTo(pod().revision());
    settle();
    PodSnapshot now = node.await("web", p -> !p.uid().equals(old));
    assertThat(TestNode.ready(now)).isTrue();
    drain();
    node.awaitThat(() -> node.engine.calls().contains("removeSandbox sandbox-1"));
    List<String> calls = node.engine.calls();
    assertThat(calls.lastIndexOf("startContainer main/0"))
        .isLessThan(calls.indexOf("removeSandbox sandbox-1"));
    assertThat(reasons()).containsSubsequence("SurgeStarted", "SurgeTookOver", "Killing");
  }

  @Test
  void aSuccessorThatDiesIsSentAwayAndNobodyNotices() throws Exception {
    node.apply(OLD);
    String old = node.awaitReady("web").uid();
    node.apply(OLD.replace("web:1", "bad:1"));
    PodSnapshot told = node.await("web", p -> !p.rejectedRevision().isEmpty());
    assertThat(told.uid()).isEqualTo(old);
    assertThat(TestNode.ready(told)).isTrue();
    assertThat(told.rejectedRevision()).isEqualTo(told.desiredRevision());
    assertThat(told.problem()).contains("was rejected", "exited with code 7", "no such flag");
    awaitContainers(1);
    node.apply(NEW);
    awaitContainers(2);
    settle();
    PodSnapshot mended = node.await("web", p -> !p.uid().equals(old));
    assertThat(mended.rejectedRevision()).isEmpty();
    assertThat(mended.problem()).isEmpty();
  }

  @Test
  void anEditTakenBackLeavesThePredecessor() throws Exception {
    node.apply(OLD);
    String old = node.awaitReady("web").uid();
    node.apply(NEW);
    awaitContainers(2);
    node.apply(OLD);
    awaitContainers(1);
    assertThat(pod().uid()).isEqualTo(old);
    assertThat(TestNode.ready(pod())).isTrue();
  }

  @Test
  void whenThePredecessorDiesTheSuccessorIsThePod() throws Exception {
    node.apply(OLD);
    String old = node.awaitReady("web").uid();
    ContainerId container = node.engine.running("main");
    node.apply(NEW);
    awaitContainers(2);
    node.engine.exit(container, 137, false);
    node.await("web", p -> !p.uid().equals(old));
    awaitContainers(1);
    assertThat(node.engine.running("main")).isNotEqualTo(container);
  }

  @Test
  void aRuntimeThatFindsBothGoesOn() throws Exception {
    node.apply(OLD);
    String old = node.awaitReady("web").uid();
    node.clock.advance(SETTLING);
    node.apply(NEW);
    awaitContainers(2);
    node.restartRuntime();
    node.apply(NEW);
    assertThat(node.awaitReady("web").uid()).isEqualTo(old);
    settle();
    node.await("web", p -> !p.uid().equals(old));
    drain();
    awaitContainers(1);
  }

  @Test
  void aRuntimeThatFindsTheHandoverDecidedEndsIt() throws Exception {
    node.apply(OLD);
    String old = node.awaitReady("web").uid();
    node.clock.advance(SETTLING);
    node.apply(NEW);
    awaitContainers(2);
    Files.writeString(root.resolve("pods").resolve(old).resolve("superseded"), "");
    node.restartRuntime();
    node.apply(NEW);
    node.await("web", p -> TestNode.ready(p) && !p.uid().equals(old));
    awaitContainers(1);
    assertThat(pod().uid()).isNotEqualTo(old);
  }

  @Test
  void aFixedUidIsRecreatedAndSaysWhy() throws Exception {
    String fixed = OLD.replace("name: web,", "name: web, uid: fixed,");
    node.apply(fixed);
    node.awaitReady("web");
    node.apply(fixed.replace("web:1", "web:2"));
    node.await("web", p -> TestNode.ready(p) && p.manifest().toString().contains("web:2"));
    assertThat(node.events)
        .anySatisfy(e -> {
          assertThat(e.reason()).isEqualTo("Recreating");
          assertThat(e.message()).contains("metadata.uid is fixed");
        });
  }

  private PodSnapshot pod() {
    return node.board.pods().getFirst();
  }

  private List<String> reasons() {
    return node.events.stream().map(PodEvent::reason).toList();
  }

  private void awaitContainers(int count) throws InterruptedException {
    node.awaitThat(() ->
        node.engine.listContainers().stream()
                .filter(c -> c.state() instanceof ContainerStatus.State.Running)
                .count()
            == count);
  }

  /** What the predecessor had accepted has been answered. */
  private void drain() throws InterruptedException {
    awaitContainers(2);
    node.clock.advance(DRAINING);
  }

  private void settle() throws InterruptedException {
    node.awaitThat(() -> reasons().getLast().equals("SurgeSettling"));
    node.clock.advance(SETTLING);
  }
}
