package dev.keelson.cli.command;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go's flags write them: {@code 1h30m}, {@code 5s}, {@code 250ms}. */
final class DurationFlag {
  private static final Pattern WHOLE = Pattern.compile("(?:\\d+(?:ms|h|m|s))+");
  private static final Pattern PART = Pattern.compile("(\\d+)(ms|h|m|s)");

  private DurationFlag() {}

  /** The duration that {@code text} writes. */
  static Duration parse(String flag, String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw new UsageException(
          "invalid argument \"%s\" for \"%s\" flag: a duration is written like 5s, 2m or 1h30m"
              .formatted(text, flag));
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      long n = Long.parseLong(part.group(1));
      sum =
          sum.plus(
              switch (part.group(2)) {
                case "h" -> Duration.ofHours(n);
                case "m" -> Duration.ofMinutes(n);
                case "s" -> Duration.ofSeconds(n);
                default -> Duration.ofMillis(n);
              });
    }
    return sum;
  }
}
