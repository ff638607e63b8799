package dev.keelson.runtime.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.engine.ContainerStatus;
import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.rollout.Coexistence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A successor that works only once it has the lead that its predecessor had. */
class LeaderSurgeTest {
  private static final Duration SETTLING = Duration.ofMillis(1250);
  private static final String OLD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, annotations: {keelson.dev/rollout: surge, keelson.dev/revision: r}}
      spec:
        hostNetwork: true
        terminationGracePeriodSeconds: 7
        containers:
        - {name: main, image: "example/web:1"}
      """;
  private static final String NEW = OLD.replace("web:1", "web:2");

  @TempDir private Path root;
  private final OneLeader leader = new OneLeader();
  private TestNode node;
  private String old = "";

  /** A lead that the test gives to whom it likes. */
  private static final class OneLeader implements Coexistence {
    private volatile Standing standing = Standing.OPEN;
    private volatile Runnable changed = () -> {};
    private volatile String obstacle = "";

    @Override
    public Optional<String> obstacle(PodManifest running, PodManifest next) {
      return Optional.of(obstacle).filter(o -> !o.isEmpty());
    }

    @Override
    public Optional<Lead> lead(PodManifest running, List<Path> logs, Runnable whenChanged) {
      changed = whenChanged;
      return Optional.of(
          new Lead() {
            @Override
            public Standing standing() {
              return standing;
            }

            @Override
            public void close() {}
          });
    }

    void is(Standing now) {
      standing = now;
      changed.run();
    }
  }

  @BeforeEach
  void startNode() throws Exception {
    node = new TestNode(root, leader);
    node.apply(OLD);
    old = node.awaitReady("web").uid();
  }

  @AfterEach
  void stopNode() {
    node.close();
  }

  @Test
  void theSwapCountsWhenTheSuccessorLeadsAndHasStayedReady() throws Exception {
    yieldTo();
    awaitContainers(1);
    assertThat(reasons()).doesNotContain("SurgeTookOver");
    leader.is(Coexistence.Standing.TAKEN);
    awaitLast("SurgeLeads");
    node.clock.advance(SETTLING);
    awaitLast("SurgeTookOver");
    assertThat(pod().uid()).isNotEqualTo(old);
    assertThat(pod().rejectedRevision()).isEmpty();
  }

  @Test
  void whoeverDoesNotTakeTheLeadGivesWayToItsPredecessor() throws Exception {
    yieldTo();
    awaitContainers(1);
    node.clock.advance(Duration.ofSeconds(37));
    PodSnapshot back = node.await("web", p -> TestNode.ready(p) && p.uid().equals(old));
    assertThat(back.rejectedRevision()).isEqualTo("r");
    assertThat(back.rejectedHash()).isEqualTo(back.desiredHash()).isNotEqualTo(back.hash());
    assertThat(back.problem()).contains("did not take the lead");
    awaitContainers(1);
    node.apply(OLD);
    node.await("web", p -> p.rejectedRevision().isEmpty() && p.uid().equals(old));
  }

  @Test
  void whoeverDiesAsALeaderGivesWayToItsPredecessor() throws Exception {
    yieldTo();
    awaitContainers(1);
    leader.is(Coexistence.Standing.TAKEN);
    awaitLast("SurgeLeads");
    node.engine.exit(node.engine.running("main"), 3, false);
    PodSnapshot back = node.await("web", p -> TestNode.ready(p) && p.uid().equals(old));
    assertThat(back.problem()).contains("was rejected", "exited with code 3");
  }

  @Test
  void aKilledRuntimeStillKnowsTheWayBack() throws Exception {
    yieldTo();
    awaitContainers(1);
    node.restartRuntime();
    node.apply(NEW);
    PodSnapshot successor = node.awaitReady("web");
    assertThat(successor.uid()).isNotEqualTo(old);
    node.engine.exit(node.engine.running("main"), 3, false);
    PodSnapshot back = node.await("web", p -> TestNode.ready(p) && p.uid().equals(old));
    assertThat(back.problem()).contains("was rejected", "exited with code 3");
    assertRejectedStill();
  }

  /** Neither another runtime nor a machine that was off tries again what was sent away. */
  private void assertRejectedStill() throws InterruptedException {
    node.restartRuntime();
    node.apply(NEW);
    node.await(
        "web", p -> TestNode.ready(p) && p.uid().equals(old) && p.problem().contains("rejected"));
    node.powerCut();
    node.apply(NEW);
    node.await(
        "web", p -> TestNode.ready(p) && p.uid().equals(old) && p.problem().contains("rejected"));
    node.apply(OLD);
    node.await("web", p -> p.problem().isEmpty() && p.uid().equals(old));
    assertThat(root.resolve("rollouts")).isEmptyDirectory();
  }

  @Test
  void aTrialGoesOnAfterAPowerCut() throws Exception {
    yieldTo();
    awaitContainers(1);
    node.powerCut();
    node.apply(NEW);
    assertThat(node.awaitReady("web").uid()).isNotEqualTo(old);
    node.engine.exit(node.engine.running("main"), 3, false);
    node.await("web", p -> TestNode.ready(p) && p.uid().equals(old));
  }

  @Test
  void whereNobodyCanBeAskedReadinessIsProofEnough() throws Exception {
    leader.is(Coexistence.Standing.UNKNOWN);
    yieldTo();
    awaitContainers(1);
    node.clock.advance(Duration.ofSeconds(37));
    awaitLast("SurgeLeads");
    node.clock.advance(SETTLING);
    awaitLast("SurgeTookOver");
  }

  @Test
  void programsThatCannotRunSideBySideAreRecreatedAndSayWhy() throws Exception {
    leader.obstacle = "both would write the same file";
    node.apply(NEW);
    node.await("web", p -> TestNode.ready(p) && !p.uid().equals(old));
    assertThat(node.events)
        .anySatisfy(e -> {
          assertThat(e.reason()).isEqualTo("Recreating");
          assertThat(e.message()).contains("both would write the same file");
        });
  }

  /** The successor is ready, has stayed so, and the predecessor is asked to end. */
  private void yieldTo() throws InterruptedException {
    node.apply(NEW);
    awaitLast("SurgeSettling");
    node.clock.advance(SETTLING);
    node.awaitThat(() -> reasons().contains("SurgeYielding"));
  }

  private PodSnapshot pod() {
    return node.board.pods().getFirst();
  }

  private List<String> reasons() {
    return node.events.stream().map(PodEvent::reason).toList();
  }

  private void awaitLast(String reason) throws InterruptedException {
    node.awaitThat(() -> reasons().getLast().equals(reason));
  }

  private void awaitContainers(int count) throws InterruptedException {
    node.awaitThat(() ->
        node.engine.listContainers().stream()
                .filter(c -> c.state() instanceof ContainerStatus.State.Running)
                .count()
            == count);
  }
}
