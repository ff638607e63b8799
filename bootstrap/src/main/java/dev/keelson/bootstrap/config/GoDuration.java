package dev.keelson.bootstrap.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as Go and Kubernetes write them: {@code 8760h}, {@code 4m0s}, {@code 1.5h}. */
final class GoDuration {
  private static final Pattern TERM = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|ms|s|m|h)");
  private static final Pattern WHOLE = Pattern.compile("[-+]?(?:(?:" + TERM.pattern() + ")+|0)");
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private GoDuration() {}

  /** The duration of {@code text}; empty when it is none or exceeds Go's 292 years. */
  static Optional<Duration> parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    var sum = BigDecimal.ZERO;
    for (var term = TERM.matcher(text); term.find(); ) {
      long unit = NANOS.getOrDefault(term.group(2), 0L);
      sum = sum.add(new BigDecimal(term.group(1)).multiply(BigDecimal.valueOf(unit)));
    }
    if (sum.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      return Optional.empty();
    }
    var duration = Duration.ofNanos(sum.longValue());
    return Optional.of(text.startsWith("-") ? duration.negated() : duration);
  }
}
