package dev.keelson.e2e.benchmark.pods;

import dev.keelson.e2e.benchmark.Spread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was measured of one host's times, as it is measured. */
final class Measurements {
  private final Map<Figure, List<Duration>> times = new EnumMap<>(Figure.class);

  void add(Figure figure, long nanos) {
    times.computeIfAbsent(figure, _ -> new ArrayList<>()).add(Duration.ofNanos(nanos));
  }

  /** How often it was measured. */
  int count(Figure figure) {
    return times.getOrDefault(figure, List.of()).size();
  }

  /** Empty if it was not measured. */
  Optional<Spread> spread(Figure figure) {
    return Optional.ofNullable(times.get(figure)).map(list -> Spread.of(list.stream()));
  }

  /** One line with the medians. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    times.forEach((figure, list) ->
        text.append(' ')
            .append(figure)
            .append(' ')
            .append(Spread.of(list.stream()).median().toNanos() / 1e6)
            .append(" ms"));
    return text.toString().strip();
  }
}
