package dev.keelson.e2e.benchmark;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * All that was measured.
 *
 * @param kubernetesVersion such as {@code v1.37.1}
 * @param runs by contender, in the order in which they ran
 * @param settling after how long the footprints were taken
 * @param footprints of those contenders that have one
 */
record Results(
    String kubernetesVersion,
    Machine machine,
    Map<Contender, List<Run>> runs,
    Duration settling,
    Map<Contender, Footprint> footprints) {

  Results {
    runs = Collections.unmodifiableMap(new LinkedHashMap<>(runs));
    footprints = Collections.unmodifiableMap(new LinkedHashMap<>(footprints));
  }

  List<Contender> contenders() {
    return List.copyOf(runs.keySet());
  }

  int rounds() {
    return runs.values().stream().mapToInt(List::size).max().orElse(0);
  }

  /** A contender's runs. */
  List<Run> of(Contender contender) {
    return runs.getOrDefault(contender, List.of());
  }

  /** One figure of a contender's runs. */
  Spread spread(Contender contender, Function<Run, Duration> figure) {
    return Spread.of(of(contender).stream().map(figure));
  }

  /** The median of a contender's times in terms of the floor's, if the floor was measured. */
  Optional<Double> timesTheFloor(Contender contender) {
    return contenders().stream()
        .filter(BareProcesses.class::isInstance)
        .findFirst()
        .map(floor -> (double) median(contender) / median(floor));
  }

  private long median(Contender contender) {
    return spread(contender, Run::healthy).median().toNanos();
  }
}
