package dev.keelson.bootstrap.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.bootstrap.cluster.ClusterApiException;
import dev.keelson.bootstrap.effect.Effect;
import dev.keelson.bootstrap.effect.Executor;
import dev.keelson.bootstrap.node.DiskNodeView;
import dev.keelson.bootstrap.node.PlannedNodeView;
import dev.keelson.bootstrap.revision.Bytes;
import dev.keelson.bootstrap.revision.Part;
import dev.keelson.bootstrap.revision.PartFile;
import dev.keelson.bootstrap.revision.RevisionHeader;
import dev.keelson.bootstrap.revision.RevisionLog;
import dev.keelson.bootstrap.transition.Transition;
import dev.keelson.bootstrap.workflow.Phase.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts are rolled out one by one, while later ones are still computed. */
class PartLaneTest {
  @TempDir private Path root;

  private final CountDownLatch firstRolledOut = new CountDownLatch(1);
  private final List<String> written = new ArrayList<>();

  private final Executor executor =
      new Executor() {
        @Override
        public void execute(Effect effect) {
          if (effect instanceof Effect.WriteFile(PartFile file)) {
            written.add(file.path().getFileName().toString());
            firstRolledOut.countDown();
          }
        }

        @Override
        public void close() {
          // Nothing was opened.
        }
      };

  private Step<String> step(
      String name, String part, Contribution.Planner<String, String> planner) {
    return new Step<>(
        name,
        name,
        new Contribution.Files<>(
            part,
            context -> {
              var content = Bytes.utf8(planner.plan(context));
              var file = PartFile.readable(root.resolve(name), content);
              return new Part(part, List.of(), List.of(file));
            }));
  }

  private void run(Workflow<String> workflow) throws InterruptedException {
    var header = new RevisionHeader(1, Instant.EPOCH, "test", "n1", workflow.parts(), List.of());
    var disk = new DiskNodeView();
    var transition =
        new Transition(
            new RevisionLog(root.resolve("state")), disk, executor, Transition.Scope.WHOLE, header);
    new WorkflowRunner<String>(executor, new Silence(), WorkflowRunner.Pace.AHEAD)
        .run(workflow, workflow.steps(), "", new PlannedNodeView(disk), transition);
  }

  @Test
  void rollsAPartOutWhileTheNextIsComputed() throws InterruptedException {
    Contribution.Planner<String, String> afterTheFirst =
        _ -> firstRolledOut.await(10, TimeUnit.SECONDS) ? "in time" : "too late";
    run(
        new Workflow<>(
            "init",
            List.of("first", "second"),
            List.of(
                step("of-second", "second", afterTheFirst),
                step("of-first", "first", _ -> "at once"))));
    assertThat(firstRolledOut.getCount()).isZero();
    assertThat(written).containsExactly("of-first", "of-second");
  }

  @Test
  void blamesTheStepThatFailed() {
    var workflow =
        new Workflow<>(
            "init",
            List.of("first", "second"),
            List.of(
                step("of-second", "second", _ -> "never asked"),
                step(
                    "of-first",
                    "first",
                    _ -> {
                      throw new ClusterApiException("no such luck", null);
                    })));
    assertThatThrownBy(() -> run(workflow))
        .isInstanceOf(PhaseFailedException.class)
        .hasMessage("phase of-first: no such luck");
    assertThat(written).isEmpty();
  }

  private static final class Silence implements WorkflowListener {
    @Override
    public void started(PhasePath phase, String summary) {}

    @Override
    public void finished(PhasePath phase, Duration took) {}

    @Override
    public void failed(PhasePath phase, Duration took, String reason) {}

    @Override
    public void note(String text) {}

    @Override
    public void warning(String sentence) {}
  }
}
