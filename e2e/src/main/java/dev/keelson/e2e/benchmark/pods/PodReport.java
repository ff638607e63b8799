package dev.keelson.e2e.benchmark.pods;

import dev.keelson.e2e.benchmark.MemoryUse;
import dev.keelson.e2e.benchmark.Resources;
import dev.keelson.e2e.benchmark.Spread;
import dev.keelson.e2e.benchmark.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was measured of pods as a section of a page of Markdown. */
final class PodReport {
  private static final String HEADING = "## Static pods\n";

  private PodReport() {}

  /** The section, from its heading to its end. */
  static String of(PodResults results) throws IOException {
    return HEADING
        + "\n"
        + Resources.text(
            "pods/report.md",
            Map.of(
                "@MACHINE@", results.machine().toString(),
                "@VERSION@", results.kubernetesVersion(),
                "@TIMES@", times(results),
                "@UPKEEP@", upkeep(results),
                "@MEMORY@", memory(results),
                "@ROUNDS@", rounds(results)));
  }

  private static String times(PodResults results) {
    Table table = new Table("median (least to greatest)", "goal", titles(results));
    for (Figure figure : Figure.values()) {
      table.row(
          figure.title(),
          "at most " + seconds(figure.goal()),
          cells(results.times().values(), times -> times.spread(figure).map(PodReport::cell)));
    }
    return table.toString();
  }

  private static String cell(Spread spread) {
    return "%s (%s to %s)"
        .formatted(seconds(spread.median()), seconds(spread.least()), seconds(spread.greatest()));
  }

  private static String upkeep(PodResults results) {
    if (results.upkeep().isEmpty()) {
      return "Not measured.\n";
    }
    Table table = new Table("", "goal", titles(results));
    table.row(
        "idle: of one processor, 50 pods with two probes every 10 s each",
        "at most the kubelet's",
        cells(results.upkeep().values(), u -> Optional.of(decimals("%.1f %%", u.percent()))));
    table.row(
        "memory: Pss for 100 pods",
        "at most a third of the kubelet's",
        cells(
            results.upkeep().values(),
            u -> Optional.of(megabytes(u.memory().total().proportional()))));
    return table.toString();
  }

  private static String memory(PodResults results) {
    if (results.upkeep().isEmpty()) {
      return "";
    }
    Table table = new Table("for 100 pods", "processes", "resident", "proportional");
    results
        .upkeep()
        .forEach((host, upkeep) ->
            upkeep.memory().parts().forEach((executable, use) -> row(table, executable, use)));
    return table.toString();
  }

  private static void row(Table table, String name, MemoryUse use) {
    table.row(
        name,
        Integer.toString(use.processes()),
        megabytes(use.resident()),
        megabytes(use.proportional()));
  }

  private static String rounds(PodResults results) {
    return results.times().entrySet().stream()
        .map(entry ->
            entry.getKey().name()
                + ": "
                + Stream.of(Figure.values())
                    .map(figure -> Integer.toString(entry.getValue().count(figure)))
                    .collect(Collectors.joining(", ")))
        .collect(Collectors.joining("; "));
  }

  private static List<String> titles(PodResults results) {
    return results.times().keySet().stream().map(StaticPodHost::title).toList();
  }

  private static <T> List<String> cells(Iterable<T> hosts, Function<T, Optional<String>> cell) {
    List<String> cells = new ArrayList<>();
    hosts.forEach(host -> cells.add(cell.apply(host).orElse("not measured")));
    return cells;
  }

  private static String megabytes(long bytes) {
    return decimals("%.0f MB", bytes / 1e6);
  }

  private static String seconds(Duration duration) {
    return decimals("%.3f s", duration.toNanos() / 1e9);
  }

  private static String decimals(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
