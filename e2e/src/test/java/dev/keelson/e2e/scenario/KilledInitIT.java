package dev.keelson.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Init is killed at every single effect, each time started again on what the killed one left; the
 * last one completes, with every key that was ever fsynced.
 */
class KilledInitIT {
  private static final int MORE_THAN_ALL_EFFECTS = 150;

  private final Set<String> reached = new LinkedHashSet<>();
  private final Set<String> journalled = new HashSet<>();
  private Map<String, String> inUse = Map.of();

  @Test
  void initCompletesWhereverItWasKilled() throws Exception {
    try (ControlPlane cluster = ControlPlane.onFreshNode()) {
      cluster.importImages();
      while (killedAtNextEffect(cluster) && reached.size() < MORE_THAN_ALL_EFFECTS) {
        keysStillTheSame(cluster);
      }
      assertThat(reached).as("effects at which init was killed").hasSizeBetween(50, 149);
      cluster.awaitReady();
      cluster.kubectl("get", "--raw=/readyz").orFail();
      keysStillTheSame(cluster);
      assertThat(inUse.values()).as("keys are generated once").containsAll(journalled);
      assertThat(NodeKeys.journalled(cluster.node())).as("keys after the commit").isEmpty();
    }
  }

  /** Kills init at the first effect that it was not killed at before; false if it completed. */
  private boolean killedAtNextEffect(ControlPlane cluster) throws Exception {
    try (PacedInit init = PacedInit.start(cluster)) {
      for (Optional<String> e = init.nextEffect(); e.isPresent(); e = init.nextEffect()) {
        if (reached.add(e.get())) {
          init.kill();
          return true;
        }
      }
      completed(init);
      return false;
    }
  }

  /** Killed as its last effect was just done, init is not needed any more, and says so. */
  private static void completed(PacedInit init) throws Exception {
    var end = init.end();
    assertThat(end.status()).as(end.toString()).isIn(0, 2);
    if (end.status() == 2) {
      assertThat(end.err()).contains("already");
    }
  }

  private void keysStillTheSame(ControlPlane cluster) throws Exception {
    journalled.addAll(NodeKeys.journalled(cluster.node()));
    Map<String, String> now = NodeKeys.inUse(cluster.node());
    assertThat(now).containsAllEntriesOf(inUse);
    inUse = now;
  }
}
