package dev.keelson.e2e.fault;

import dev.keelson.e2e.scenario.Await;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens in whatever order: at the end the pods equal the manifests, and when the
 * manifests are gone nothing is left.
 *
 * <p>The system property {@code keelson.sequences} says how many sequences are tried, and {@code
 * keelson.seed} repeats one that a failure has named.
 */
class RandomSequencesIT {
  private static final int SEQUENCES = 16;

  /** A container that was killed twice waits for ten seconds, and then for twenty. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void atTheEndThePodsEqualTheManifestsAndNothingIsLeftOver() throws Exception {
    int sequences = Integer.getInteger("keelson.sequences", SEQUENCES);
    long first = Long.getLong("keelson.seed", new Random().nextInt(1_000_000));
    try (FaultyNode node = FaultyNode.start()) {
      for (long seed = first; seed < first + sequences; seed++) {
        Sequence sequence = new Sequence(seed, node);
        System.err.println("sequence with -Dkeelson.seed=" + seed);
        try {
          sequence.run();
          podsEqualManifests(node);
          nothingIsLeft(node);
        } catch (AssertionError e) {
          throw new AssertionError(
              "with -Dkeelson.seed=%d -Dkeelson.sequences=1: %s%nsteps: %s%nleft: %s%nruntime: %s"
                  .formatted(seed, e.getMessage(), sequence.story(), node.leftovers(), node.log()),
              e);
        }
      }
    }
  }

  private static void podsEqualManifests(FaultyNode node) throws Exception {
    Manifests manifests = node.manifests();
    Await.until(
        PATIENCE,
        node::processes,
        now -> now.equals(manifests.processes()),
        "exactly these processes run: " + manifests.processes());
    Await.until(
        PATIENCE,
        node::readyPods,
        now -> now.equals(manifests.pods()),
        "exactly these pods are ready: " + manifests.pods());
  }

  private static void nothingIsLeft(FaultyNode node) throws Exception {
    for (String pod : node.manifests().pods()) {
      node.manifests().remove(pod);
    }
    Await.until(PATIENCE, node::leftovers, String::isBlank, "nothing is left of any pod");
  }
}
