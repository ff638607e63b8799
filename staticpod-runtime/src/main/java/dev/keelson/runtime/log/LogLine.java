package dev.keelson.runtime.log;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * One line of the CRI log format, {@code <RFC 3339 time> <stdout|stderr> <F|P> <text>}.
 *
 * @param time as it stands there
 * @param full false when the program's line goes on in the next one
 * @param text without the line break
 */
public record LogLine(String time, String stream, boolean full, String text) {
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.nnnnnnnnnX").withZone(ZoneOffset.UTC);

  /**
   * The line that {@code raw} holds; empty where it has another format, such as a line torn by a
   * power cut.
   */
  public static Optional<LogLine> parse(String raw) {
    int first = raw.indexOf(' ');
    int second = raw.indexOf(' ', first + 1);
    if (first < 0 || second < 0 || raw.length() < second + 2) {
      return Optional.empty();
    }
    char tag = raw.charAt(second + 1);
    int third = raw.indexOf(' ', second + 1);
    String text = third < 0 ? "" : raw.substring(third + 1);
    return tag == 'F' || tag == 'P'
        ? Optional.of(
            new LogLine(
                raw.substring(0, first), raw.substring(first + 1, second), tag == 'F', text))
        : Optional.empty();
  }

  /** When it was written, as the kubelet shows it: in UTC, with nine digits; else as it stands. */
  String shownTime() {
    try {
      return SHOWN.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(time, Instant::from));
    } catch (DateTimeParseException _) {
      return time;
    }
  }

  /**
   * Whether it was written at {@code instant} or later; a time that cannot be read counts as later.
   */
  boolean notBefore(Instant instant) {
    try {
      return !DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(time, Instant::from).isBefore(instant);
    } catch (DateTimeParseException _) {
      return true;
    }
  }
}
