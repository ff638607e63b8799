package dev.keelson.runtime.manifest;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The annotations that hold a time, such as {@code 500ms} or {@code 5s}. A kubelet knows none. */
enum TimeAnnotation {
  /**
   * What a pod gets between the stop signal and the kill where its {@code
   * terminationGracePeriodSeconds}, of which the API knows whole seconds alone, keeps others
   * waiting for nothing.
   */
  STOP_GRACE("keelson.dev/stop-grace"),

  /**
   * For how long, from the stop signal on, connections to a pod that is recreated may wait for its
   * successor in place of being refused: those to ports of the host that it listens on with
   * SO_REUSEPORT.
   */
  HOLD_CONNECTIONS("keelson.dev/hold-connections");

  private static final Pattern TEXT = Pattern.compile("(\\d{1,6})(ms|s)");

  private final String key;

  TimeAnnotation(String key) {
    this.key = key;
  }

  /** Its value; empty where there is none. */
  Optional<Duration> in(Map<String, String> annotations) {
    return Optional.ofNullable(annotations.get(key)).flatMap(TimeAnnotation::parse);
  }

  private static Optional<Duration> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(parts.group(1));
    return Optional.of(
        parts.group(2).equals("ms") ? Duration.ofMillis(number) : Duration.ofSeconds(number));
  }

  /** Refuses those that cannot be read. */
  static void check(Fields metadata, Map<String, String> annotations) {
    for (TimeAnnotation annotation : values()) {
      String text = annotations.get(annotation.key);
      if (text != null && parse(text).isEmpty()) {
        metadata.problem(
            "annotations", annotation.key + " is \"" + text + "\", not a time such as 500ms or 2s");
      }
    }
  }
}
