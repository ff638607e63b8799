package dev.keelson.runtime.manifest;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The annotation {@code keelson.dev/stop-grace}, such as {@code 500ms}: what a pod gets between the
 * stop signal and the kill where its {@code terminationGracePeriodSeconds}, of which the API knows
 * whole seconds alone, keeps others waiting for nothing. A kubelet does not know it.
 */
final class StopGrace {
  static final String ANNOTATION = "keelson.dev/stop-grace";
  private static final Pattern TEXT = Pattern.compile("(\\d{1,6})(ms|s)");

  private StopGrace() {}

  static Optional<Duration> of(Map<String, String> annotations) {
    return Optional.ofNullable(annotations.get(ANNOTATION)).flatMap(StopGrace::parse);
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

  /** Refuses one that cannot be read. */
  static void check(Fields metadata, Map<String, String> annotations) {
    String text = annotations.get(ANNOTATION);
    if (text != null && parse(text).isEmpty()) {
      metadata.problem(
          "annotations", ANNOTATION + " is \"" + text + "\", not a time such as 500ms or 2s");
    }
  }
}
