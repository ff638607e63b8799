package dev.keelson.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.e2e.testnode.RunningCommand;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Init is killed as each of its phases begins, and run again: it completes, with the same keys. */
class InterruptedInitIT {
  private static final int MORE_THAN_ALL_PHASES = 60;

  @Test
  void initCompletesWhereverItWasKilled() throws Exception {
    try (ControlPlane cluster = ControlPlane.onFreshNode()) {
      Map<String, String> keys = new TreeMap<>();
      int killed = 0;
      while (killed < MORE_THAN_ALL_PHASES && killAtPhase(cluster, killed + 1)) {
        killed++;
        keys = keysStillTheSame(cluster, keys);
      }
      assertThat(killed).as("phases at which init was killed").isBetween(20, 59);
      cluster.awaitReady();
      cluster.kubectl("get", "--raw=/readyz").orFail();
      assertThat(keysStillTheSame(cluster, keys)).hasSizeGreaterThan(10);
    }
  }

  /** Kills init as its n-th phase begins; false if it has fewer, and so completed. */
  private static boolean killAtPhase(ControlPlane cluster, int n) throws InterruptedException {
    try (RunningCommand init = cluster.spawnInit("-o", "json")) {
      boolean begun = init.awaitOutputTimes("\"PhaseStarted\"", n, ControlPlane.PATIENCE);
      if (!begun) {
        init.await(ControlPlane.PATIENCE).orFail();
      }
      return begun;
    }
  }

  private static Map<String, String> keysStillTheSame(
      ControlPlane cluster, Map<String, String> before) throws InterruptedException {
    String sums =
        cluster.shell(
            "find /etc/kubernetes/pki -name '*.key' -exec sha256sum {} + 2>/dev/null || true");
    Map<String, String> now =
        sums.lines()
            .map(line -> line.split("  ", 2))
            .collect(Collectors.toMap(f -> f[1], f -> f[0], (a, _) -> a, TreeMap::new));
    assertThat(now).containsAllEntriesOf(before);
    return now;
  }
}
