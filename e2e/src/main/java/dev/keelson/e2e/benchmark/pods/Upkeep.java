package dev.keelson.e2e.benchmark.pods;

import dev.keelson.e2e.benchmark.Footprint;
import java.time.Duration;

/**
 * What it costs to keep pods running.
 *
 * @param processor used in the window by what keeps {@link Stories#MANY} probed pods, the pods
 *     themselves excepted
 * @param memory of what keeps twice as many
 */
record Upkeep(Duration processor, Duration window, Footprint memory) {

  /** How much of one processor. */
  double percent() {
    return 100.0 * processor.toNanos() / window.toNanos();
  }
}
