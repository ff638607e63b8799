package dev.keelson.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.e2e.scenario.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Something is killed at each step of a surge, a step being a line that the runtime logs of it:
 * afterwards exactly one revision serves, and the port hangs for nobody.
 */
@Execution(ExecutionMode.CONCURRENT)
class SurgeFaultsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int FIRST_PORT = 7100;
  private static final int FEWEST_STEPS = 6;

  /** What ends by SIGKILL. */
  enum Victim {
    RUNTIME,
    PREDECESSOR,
    SUCCESSOR,
    NODE
  }

  @ParameterizedTest
  @EnumSource
  void atTheEndExactlyOneRevisionServes(Victim victim) throws Exception {
    try (SurgingNode node = SurgingNode.start()) {
      int steps = 0;
      while (surge(node, victim, steps + 1)) {
        steps++;
      }
      assertThat(steps).as("steps of a surge").isGreaterThanOrEqualTo(FEWEST_STEPS);
    }
  }

  /** Whether there was such a step. */
  private static boolean surge(SurgingNode node, Victim victim, int step) throws Exception {
    String pod = "web-" + step;
    int port = FIRST_PORT + step;
    try {
      node.apply(pod, port, "old");
      await(() -> node.servers(port).words(), Set.of("old"), "the first revision serves");
      SurgingNode.Hold hold = node.holdAt(pod + "-", step);
      node.apply(pod, port, "new");
      await(
          () -> hold.reached() || servesAlone(node, pod, port, "new"), true, "a step, or the end");
      boolean there = hold.reached();
      if (there) {
        kill(node, victim, pod);
      }
      hold.release();
      await(() -> isDecided(node, victim, pod, port), true, "exactly one revision serves");
      await(node::migration, "0", "the kernel's setting is as it was");
      node.remove(pod);
      await(node::leftovers, "", "nothing is left of the pod");
      return there;
    } catch (AssertionError e) {
      throw new AssertionError(
          "%s at step %d: %s%nleft: %s%nlog:%n%s"
              .formatted(victim, step, e.getMessage(), node.leftovers(), node.log()),
          e);
    }
  }

  /** A successor that died on trial is sent away; whatever else ends, the second revision comes. */
  private static boolean isDecided(SurgingNode node, Victim victim, String pod, int port)
      throws IOException, InterruptedException {
    return servesAlone(node, pod, port, "new")
        || (victim == Victim.SUCCESSOR
            && servesAlone(node, pod, port, "old")
            && node.events().lines().anyMatch(e -> e.contains(pod) && e.contains("SurgeRejected")));
  }

  private static boolean servesAlone(SurgingNode node, String pod, int port, String word)
      throws IOException {
    return node.running(pod + "-") == 1 && node.servers(port).words().equals(Set.of(word));
  }

  private static void kill(SurgingNode node, Victim victim, String pod)
      throws IOException, InterruptedException {
    switch (victim) {
      case RUNTIME -> node.killRuntime();
      case PREDECESSOR -> node.kill(pod + "-old");
      case SUCCESSOR -> node.kill(pod + "-new");
      case NODE -> node.cutPower();
    }
  }

  private static <T> void await(Await.Question<T> question, T wanted, String what)
      throws InterruptedException {
    Await.until(PATIENCE, question, wanted::equals, what);
  }
}
