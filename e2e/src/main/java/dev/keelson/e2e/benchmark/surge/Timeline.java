package dev.keelson.e2e.benchmark.surge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/** How many requests were answered and how many failed in each tenth of a second. */
final class Timeline {
  /** Of one count. */
  static final Duration STEP = Duration.ofMillis(100);

  private static final int STEPS_PER_SECOND = 10;
  private static final int STEPS = (int) Duration.ofHours(2).dividedBy(STEP);

  private final Instant start = Instant.now();
  private final AtomicLongArray answered = new AtomicLongArray(STEPS);
  private final AtomicLongArray failed = new AtomicLongArray(STEPS);

  void answered(Instant begun) {
    answered.incrementAndGet(step(begun));
  }

  void failed(Instant begun) {
    failed.incrementAndGet(step(begun));
  }

  /** How long nobody was answered in that time, all such times together. */
  Duration away(Instant from, Instant to) {
    return STEP.multipliedBy(
        IntStream.range(step(from), step(to))
            .filter(i -> failed.get(i) > 0 && answered.get(i) == 0)
            .count());
  }

  /** Whether all were answered who asked in the time until now. */
  boolean calmFor(Duration time) {
    Instant now = Instant.now();
    int from = step(now.minus(time));
    return IntStream.range(from, step(now)).allMatch(i -> failed.get(i) == 0)
        && IntStream.range(from, step(now)).anyMatch(i -> answered.get(i) > 0);
  }

  /** The failures of each second until then. */
  List<Long> failedPerSecond(Instant end) {
    return IntStream.rangeClosed(0, step(end) / STEPS_PER_SECOND)
        .mapToObj(second ->
            IntStream.range(second * STEPS_PER_SECOND, (second + 1) * STEPS_PER_SECOND)
                .mapToLong(failed::get)
                .sum())
        .toList();
  }

  /** Since its beginning. */
  Duration at(Instant instant) {
    return Duration.between(start, instant);
  }

  private int step(Instant instant) {
    return Math.clamp(at(instant).dividedBy(STEP), 0, STEPS - 1);
  }
}
