package dev.keelson.e2e.benchmark.surge;

import dev.keelson.e2e.benchmark.Machine;
import dev.keelson.e2e.benchmark.Resources;
import dev.keelson.e2e.benchmark.Spread;
import dev.keelson.e2e.benchmark.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was measured of changes as a section of a page of Markdown. */
final class SurgeReport {
  /** Beside the page. */
  static final String PICTURE = "changes.svg";

  private SurgeReport() {}

  /** The section, from its heading to its end. */
  static String of(String version, Machine machine, int rate, List<RunResults> runs)
      throws IOException {
    return Resources.text(
        "surge/report.md",
        Map.of(
            "@MACHINE@", machine.toString(),
            "@VERSION@", version,
            "@RATE@", Integer.toString(rate),
            "@PICTURE@", PICTURE,
            "@STORIES@", stories(runs),
            "@FIGURES@", figures(runs),
            "@CLIENTS@", clients(runs),
            "@FAILURES@", failures(runs)));
  }

  /** One story in one line. */
  static String line(StoryResult result) {
    return Stream.of(
            Optional.of(result.story().title()),
            result.takenOver().map(time -> "taken over after " + seconds(time)),
            result.reported().map(time -> "reported after " + seconds(time)),
            Optional.of("away for " + seconds(result.away())),
            result.pause().map(time -> "paused for " + seconds(time)))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  private static String stories(List<RunResults> runs) {
    return runs.stream()
        .map(run -> run.title() + ": " + stories(run))
        .collect(Collectors.joining("; "));
  }

  private static String stories(RunResults run) {
    List<Story> played = run.stories().stream().map(StoryResult::story).toList();
    return Arrays.stream(Story.values())
        .filter(played::contains)
        .map(story -> played.stream().filter(story::equals).count() + " x " + story.title())
        .collect(Collectors.joining(", "));
  }

  private static String figures(List<RunResults> runs) {
    Table table = new Table("", "goal", runs.stream().map(RunResults::title).toList());
    row(
        table,
        "change to taken over",
        "at most 8 s",
        runs,
        run -> spread(run, StoryResult::takenOver));
    row(
        table,
        "API away for a right change",
        "0 s",
        runs,
        run -> spread(run, s -> s.takenOver().map(_ -> s.away())));
    row(
        table,
        "API away for a wrong change, until it is taken back",
        "0 s",
        runs,
        run -> spread(run, s -> Optional.of(s.away()).filter(_ -> s.story().isWrong())));
    row(
        table,
        "wrong change to reported",
        "at most 10 s",
        runs,
        run -> spread(run, StoryResult::reported));
    row(
        table,
        "`kubernetes` Service without an address, at most",
        "at most 0.2 s",
        runs,
        run -> seconds(run.clients().addressGap()));
    for (Story story : List.of(Story.CONTROLLERS_CHANGED, Story.CONTROLLERS_KILLED)) {
      row(
          table,
          "controllers pause: " + story.title(),
          "at most 3 s",
          runs,
          run -> spread(run, s -> s.pause().filter(_ -> s.story() == story)));
    }
    row(
        table,
        "longest wait of a write: " + Story.ETCD_CHANGED.title(),
        "at most 1.5 s",
        runs,
        run -> spread(run, s -> s.pause().filter(_ -> s.story() == Story.ETCD_CHANGED)));
    row(
        table,
        "acknowledged writes lost",
        "0",
        runs,
        run -> "%d of %d".formatted(run.clients().lost(), run.clients().acknowledged()));
    row(
        table,
        "writes that one of four watches was not told of",
        "0",
        runs,
        run -> Long.toString(run.clients().unseen()));
    return table.toString();
  }

  private static void row(
      Table table,
      String name,
      String goal,
      List<RunResults> runs,
      Function<RunResults, String> cell) {
    table.row(name, goal, runs.stream().map(cell).toList());
  }

  private static String spread(RunResults run, Function<StoryResult, Optional<Duration>> figure) {
    List<Duration> found = run.stories().stream().map(figure).flatMap(Optional::stream).toList();
    if (found.isEmpty()) {
      return "never";
    }
    Spread spread = Spread.of(found.stream());
    return found.size() == 1
        ? seconds(spread.median())
        : "%s (%s to %s)"
            .formatted(
                seconds(spread.median()), seconds(spread.least()), seconds(spread.greatest()));
  }

  private static String clients(List<RunResults> runs) {
    Table table =
        new Table(
            "requests failed, of all",
            "told to come again (429, 503 with Retry-After)",
            runs.stream().map(RunResults::title).toList());
    for (String kind : runs.getFirst().clients().outcomes().keySet()) {
      List<String> cells = new ArrayList<>();
      List<String> busy = new ArrayList<>();
      for (RunResults run : runs) {
        Outcome outcome = run.clients().outcomes().get(kind);
        if (outcome != null) {
          cells.add("%d of %d".formatted(outcome.failures().size(), outcome.asked()));
          busy.add(Long.toString(outcome.busy()));
        }
      }
      table.row(kind, String.join(", ", busy), cells);
    }
    return table.toString();
  }

  /** A few of each kind of client, in words. */
  private static String failures(List<RunResults> runs) {
    return runs.stream()
        .map(run ->
            run.clients().outcomes().entrySet().stream()
                .filter(kind -> !kind.getValue().failures().isEmpty())
                .map(kind ->
                    "- " + run.title() + ", " + kind.getKey() + ": " + commonest(kind.getValue()))
                .collect(Collectors.joining("\n")))
        .filter(text -> !text.isBlank())
        .map(text -> text + "\n")
        .collect(Collectors.joining());
  }

  private static String commonest(Outcome outcome) {
    Map<String, Long> seen =
        outcome.failures().stream()
            .collect(
                Collectors.groupingBy(
                    failure -> failure.seen().lines().findFirst().orElse("").replace('|', ' '),
                    Collectors.counting()));
    return seen.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(3)
        .map(entry -> entry.getValue() + " x " + entry.getKey())
        .collect(Collectors.joining("; "));
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2f s", duration.toNanos() / 1e9);
  }
}
