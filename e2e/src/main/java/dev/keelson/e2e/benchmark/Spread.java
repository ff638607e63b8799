package dev.keelson.e2e.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The least, the middle and the greatest of several durations. */
public record Spread(Duration least, Duration median, Duration greatest) {

  public static Spread of(Stream<Duration> durations) {
    List<Duration> sorted = durations.sorted().toList();
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    Duration lower = sorted.get((sorted.size() - 1) / 2);
    Duration upper = sorted.get(sorted.size() / 2);
    return new Spread(sorted.getFirst(), lower.plus(upper).dividedBy(2), sorted.getLast());
  }
}
