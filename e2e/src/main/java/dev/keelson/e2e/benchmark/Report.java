package dev.keelson.e2e.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Results as a page of Markdown. */
final class Report {
  private static final Pattern SECTION = Pattern.compile("(?m)^## (.*)\\R");

  private Report() {}

  /**
   * The page that takes the place of an earlier one. Sections of that one that are not written here
   * are kept: those of other measurements, and the notes.
   *
   * @param earlier empty if there is none
   */
  static String of(Results results, String earlier) throws IOException {
    String page =
        Resources.text(
            "report.md",
            Map.of(
                "@MACHINE@", results.machine().toString(),
                "@VERSION@", results.kubernetesVersion(),
                "@ROUNDS@", Integer.toString(results.rounds()),
                "@ENDPOINTS@", endpoints(),
                "@PAUSE@", Long.toString(HealthWatch.PAUSE.toMillis()),
                "@TIMES@", times(results),
                "@MILESTONES@", milestones(results),
                "@RUNS@", runs(results),
                "@SETTLING@", Long.toString(results.settling().toSeconds()),
                "@MEMORY@", memory(results)));
    return page + kept(page, earlier);
  }

  private static String kept(String page, String earlier) {
    List<String> written = SECTION.matcher(page).results().map(found -> found.group(1)).toList();
    List<MatchResult> sections = SECTION.matcher(earlier).results().toList();
    StringBuilder kept = new StringBuilder();
    for (int i = 0; i < sections.size(); i++) {
      boolean last = i + 1 == sections.size();
      int end = last ? earlier.length() : sections.get(i + 1).start();
      if (!written.contains(sections.get(i).group(1))) {
        kept.append('\n').append(earlier.substring(sections.get(i).start(), end).strip());
        kept.append('\n');
      }
    }
    return kept.toString();
  }

  private static String endpoints() {
    return Endpoint.CONTROL_PLANE.stream()
        .map(e -> "%s's :%d%s".formatted(e.component(), e.port(), e.path()))
        .collect(Collectors.joining(", "));
  }

  private static String times(Results results) {
    Table table =
        new Table("", "median", "least", "greatest", "x the floor", "processor time, median");
    for (Contender contender : results.contenders()) {
      Spread healthy = results.spread(contender, Run::healthy);
      table.row(
          contender.title(),
          seconds(healthy.median()) + " s",
          seconds(healthy.least()) + " s",
          seconds(healthy.greatest()) + " s",
          results.timesTheFloor(contender).map(ratio -> decimals("%.2f", ratio)).orElse(""),
          seconds(results.spread(contender, Run::processorTime).median()) + " s");
    }
    return table.toString();
  }

  private static String milestones(Results results) {
    List<String> components = Endpoint.CONTROL_PLANE.stream().map(Endpoint::component).toList();
    Table table = new Table("", "returned", components);
    for (Contender contender : results.contenders()) {
      table.row(
          contender.title(),
          seconds(results.spread(contender, Run::returned).median()),
          Endpoint.CONTROL_PLANE.stream()
              .map(endpoint -> results.spread(contender, run -> run.answered(endpoint)))
              .map(spread -> seconds(spread.median()))
              .toList());
    }
    return table.toString();
  }

  private static String runs(Results results) {
    return results.contenders().stream()
        .map(contender ->
            results.of(contender).stream()
                .map(run -> seconds(run.healthy()) + " (" + seconds(run.elsewhere()) + ")")
                .collect(Collectors.joining(", ", "- " + contender.name() + ": ", "\n")))
        .collect(Collectors.joining());
  }

  private static String memory(Results results) {
    if (results.footprints().isEmpty()) {
      return "Not measured.\n";
    }
    Table table = new Table("", "processes", "resident", "proportional");
    results
        .footprints()
        .forEach((contender, footprint) -> {
          row(table, "**" + contender.title() + "**", footprint.total());
          footprint.parts().forEach((executable, use) -> row(table, executable, use));
        });
    return table.toString();
  }

  private static void row(Table table, String name, MemoryUse use) {
    table.row(
        name,
        Integer.toString(use.processes()),
        decimals("%.0f MB", use.resident() / 1e6),
        decimals("%.0f MB", use.proportional() / 1e6));
  }

  private static String seconds(Duration duration) {
    return decimals("%.2f", duration.toNanos() / 1e9);
  }

  private static String decimals(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
