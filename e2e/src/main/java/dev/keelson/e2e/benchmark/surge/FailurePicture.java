package dev.keelson.e2e.benchmark.surge;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Failed new connections over time, a panel for each run, as a drawing in SVG. */
final class FailurePicture {
  private static final int WIDTH = 900;
  private static final int LEFT = 60;
  private static final int PANEL = 170;
  private static final int PLOT = 100;
  private static final int TOP = 40;
  private static final int MINUTE = 60;

  private FailurePicture() {}

  static String of(List<RunResults> runs) {
    long seconds = runs.stream().mapToLong(FailurePicture::length).max().orElse(1);
    long most =
        runs.stream()
            .flatMap(run -> run.timeline().failedPerSecond(run.ended()).stream())
            .max(Long::compare)
            .filter(failed -> failed > 0)
            .orElse(1L);
    var drawing = new StringBuilder();
    drawing.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n"
            .formatted(WIDTH, PANEL * runs.size()));
    drawing.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    for (int i = 0; i < runs.size(); i++) {
      panel(drawing, runs.get(i), i * PANEL + TOP, seconds, most);
    }
    return drawing.append("</svg>\n").toString();
  }

  private static long length(RunResults run) {
    return run.timeline().at(run.ended()).toSeconds() + 1;
  }

  private static void panel(
      StringBuilder drawing, RunResults run, int top, long seconds, long most) {
    int bottom = top + PLOT;
    List<Long> failed = run.timeline().failedPerSecond(run.ended());
    long sum = failed.stream().mapToLong(Long::longValue).sum();
    text(drawing, LEFT, top - 12, "start", "%s: %d failed".formatted(run.title(), sum));
    text(drawing, LEFT - 6, top + 8, "end", most + "/s");
    text(drawing, LEFT - 6, bottom, "end", "0");
    for (StoryResult story : run.stories()) {
      double x = x(run.timeline().at(story.begun()), seconds);
      drawing.append(
          "<line x1=\"%1$s\" x2=\"%1$s\" y1=\"%2$d\" y2=\"%3$d\" stroke=\"#bbbbbb\"><title>%4$s</title></line>%n"
              .formatted(decimal(x), bottom, bottom + 8, story.story().title()));
    }
    drawing.append("<path fill=\"#c0392b\" d=\"M%d %d".formatted(LEFT, bottom));
    for (int second = 0; second < failed.size(); second++) {
      double height = PLOT * failed.get(second) / (double) most;
      drawing.append(
          " L%1$s %3$s L%2$s %3$s"
              .formatted(
                  decimal(x(Duration.ofSeconds(second), seconds)),
                  decimal(x(Duration.ofSeconds(second + 1L), seconds)),
                  decimal(bottom - height)));
    }
    drawing.append(
        " L%s %d Z\"/>%n"
            .formatted(decimal(x(Duration.ofSeconds(failed.size()), seconds)), bottom));
    drawing.append(
        "<line x1=\"%d\" x2=\"%s\" y1=\"%3$d\" y2=\"%3$d\" stroke=\"#333333\"/>%n"
            .formatted(LEFT, decimal(x(Duration.ofSeconds(length(run)), seconds)), bottom));
    for (long minute = 0; minute * MINUTE <= length(run); minute += 2) {
      text(
          drawing,
          (int) x(Duration.ofMinutes(minute), seconds),
          bottom + 22,
          "middle",
          minute + " min");
    }
  }

  private static double x(Duration at, long seconds) {
    return LEFT + (WIDTH - LEFT - 20) * (at.toMillis() / 1e3) / seconds;
  }

  private static void text(StringBuilder drawing, int x, int y, String anchor, String words) {
    drawing.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"#333333\">%s</text>%n"
            .formatted(x, y, anchor, words));
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
