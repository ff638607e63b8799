package dev.keelson.e2e.benchmark;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One bring-up of a control plane, measured. All times count from the command's start.
 *
 * @param returned when the command had ended
 * @param answered when each endpoint first answered 200
 * @param processorTime what the node's processes used of the processors until all was healthy
 * @param elsewhere what everything else on the machine used of them meanwhile
 */
record Run(
    Duration returned,
    Map<Endpoint, Duration> answered,
    Duration processorTime,
    Duration elsewhere) {

  Run {
    answered = new LinkedHashMap<>(answered);
  }

  /** When an endpoint first answered 200. */
  Duration answered(Endpoint endpoint) {
    return Objects.requireNonNull(answered.get(endpoint), endpoint::toString);
  }

  /** When the command had returned and every endpoint had answered. */
  Duration healthy() {
    return latest(answered.values(), returned);
  }

  private static Duration latest(Collection<Duration> times, Duration least) {
    return times.stream().reduce(least, (a, b) -> a.compareTo(b) >= 0 ? a : b);
  }
}
