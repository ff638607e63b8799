package dev.keelson.e2e.component;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells whoever waits what is being built, how long it took and how large it became. */
final class BuildProgress {
  private final PrintStream out;
  private final long total;
  private int started;

  /**
   * Progress over a known number of things.
   *
   * @param total how many things will be built
   */
  BuildProgress(PrintStream out, long total) {
    this.out = out;
    this.total = total;
  }

  /** A line before the first thing. */
  void headline(String text) {
    out.println(text);
  }

  /** Something begins; its line stays open. */
  void begin(String name) {
    started++;
    out.printf(Locale.ROOT, "  [%2d/%d] %-26s ", started, total, name);
    out.flush();
  }

  /** What began last is done. */
  void done(Duration took, long bytes) {
    out.printf(Locale.ROOT, "%6.1f s %7.1f MB%n", took.toMillis() / 1000.0, bytes / 1_000_000.0);
  }

  /** What began last failed. */
  void failed() {
    out.println("failed");
  }
}
