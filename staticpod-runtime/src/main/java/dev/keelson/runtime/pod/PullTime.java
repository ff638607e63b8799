package dev.keelson.runtime.pod;

import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** How long a pull took, and how long with its wait for a turn; for one thread. */
final class PullTime {
  private final long begun = System.nanoTime();
  private long pulling;

  /** The pull itself. */
  <T> T of(Supplier<T> pull) {
    long from = System.nanoTime();
    try {
      return pull.get();
    } finally {
      pulling = System.nanoTime() - from;
    }
  }

  /** As the kubelet says it: {@code 1.2s (3.4s including waiting)}. */
  String words() {
    return "%s (%s including waiting)".formatted(go(pulling), go(System.nanoTime() - begun));
  }

  /** As Go writes a duration, cut to milliseconds. */
  static String go(long nanos) {
    long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
    if (millis < 1000) {
      return millis == 0 ? "0s" : millis + "ms";
    }
    long minutes = millis / 60_000;
    BigDecimal seconds = BigDecimal.valueOf(millis % 60_000, 3).stripTrailingZeros();
    String hours = minutes >= 60 ? minutes / 60 + "h" : "";
    return hours + (minutes > 0 ? minutes % 60 + "m" : "") + seconds.toPlainString() + "s";
  }
}
