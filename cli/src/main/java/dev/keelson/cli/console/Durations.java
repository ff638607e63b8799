package dev.keelson.cli.console;

import java.time.Duration;
import java.util.Locale;

/** Times as a person reads them: {@code 0.3s}, {@code 4m12s}, {@code 364d}. */
public final class Durations {
  private Durations() {}

  /** Tenths of seconds up to a minute, then the two largest units. */
  public static String text(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1fs", duration.toMillis() / 1000.0);
    }
    return age(duration);
  }

  /** As kubectl writes ages. */
  public static String age(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 120) {
      return seconds + "s";
    }
    if (seconds < 10 * 60) {
      return seconds / 60 + "m" + (seconds % 60 == 0 ? "" : seconds % 60 + "s");
    }
    if (seconds < 3 * 3600) {
      return seconds / 60 + "m";
    }
    if (seconds < 48 * 3600) {
      return seconds / 3600 + "h";
    }
    return seconds / 86400 + "d";
  }
}
