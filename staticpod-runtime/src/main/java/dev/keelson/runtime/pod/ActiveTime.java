package dev.keelson.runtime.pod;

import dev.keelson.runtime.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * For how long a pod has been active on the node. Unlike the kubelet's {@code activeDeadline}
 * handler, which asks the machine's clock, it counts what has passed: who sets that clock ends no
 * pod. What passed before this runtime is what the clock says, and no more than the machine was on.
 */
final class ActiveTime {
  private final Timers timers;
  private Instant since;

  /** From now on. */
  ActiveTime(Timers timers) {
    this.timers = timers;
    this.since = timers.steady();
  }

  /**
   * It was started by an earlier runtime.
   *
   * @param start by the clock of then
   * @param runs so that the machine was on all the while
   */
  void found(Instant start, boolean runs) {
    since = timers.steadily(start);
    Instant boot = timers.steady().minus(timers.machineUp());
    if (runs && since.isBefore(boot)) {
      since = boot;
    }
  }

  /** When that much of it will be over, on the machine's clock; empty where it is. */
  Optional<Instant> endOf(Duration most) {
    Instant end = since.plus(most);
    return timers.steady().isBefore(end) ? Optional.of(timers.shown(end)) : Optional.empty();
  }
}
