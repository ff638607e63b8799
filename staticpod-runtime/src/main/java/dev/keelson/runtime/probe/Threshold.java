package dev.keelson.runtime.probe;

import dev.keelson.runtime.manifest.ProbeSpec;

/** Counts equal results in a row; the verdict turns when there are enough of them. */
final class Threshold {
  private final ProbeSpec spec;
  private boolean verdict;
  private boolean decided;
  private int successes;
  private int failures;

  /**
   * Begins with a verdict.
   *
   * @param decided false where the first result turns it, however high the thresholds are
   */
  Threshold(ProbeSpec spec, boolean verdict, boolean decided) {
    this.spec = spec;
    this.verdict = verdict;
    this.decided = decided;
  }

  /** Counts one result and returns the verdict. */
  boolean count(boolean success) {
    successes = success ? successes + 1 : 0;
    failures = success ? 0 : failures + 1;
    if (!decided) {
      verdict = success;
    } else if (successes >= spec.successThreshold()) {
      verdict = true;
    } else if (failures >= spec.failureThreshold()) {
      verdict = false;
    }
    decided = true;
    return verdict;
  }
}
