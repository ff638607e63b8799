package dev.keelson.runtime.pod;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long to wait before trying again, as the kubelet's {@code flowcontrol.Backoff}: the first try
 * is free, then the delay doubles up to a bound. It is forgotten once nothing was tried for long.
 */
record Backoff(
    Duration initial,
    Duration most,
    Duration forgottenAfter,
    Duration delay,
    Optional<Instant> tried) {
  /** Pulls of images: 10 s to 300 s, forgotten after 10 minutes. */
  static Backoff ofKubelet() {
    return ofRestarts(Duration.ofMinutes(5));
  }

  /** Restarts of containers: 10 s, or {@code most} where that is less, up to {@code most}. */
  static Backoff ofRestarts(Duration most) {
    Duration usual = Duration.ofSeconds(10);
    return of(most.compareTo(usual) < 0 ? most : usual, most, Duration.ofMinutes(10));
  }

  /** Calls of the engine and work on files that failed: 1 s to 10 s. */
  static Backoff ofErrors() {
    return of(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(1));
  }

  private static Backoff of(Duration initial, Duration most, Duration forgottenAfter) {
    return new Backoff(initial, most, forgottenAfter, Duration.ZERO, Optional.empty());
  }

  /** When the next try may be, after a failure at that time. */
  Instant notBefore(Instant failure) {
    return isForgotten(failure) ? failure : failure.plus(delay);
  }

  /** Whether a wait still lasts; none of its own is longer than the longest, unless as above. */
  boolean holds(Instant until, Instant now) {
    return now.isBefore(until) && !until.isAfter(now.plus(most));
  }

  /** After a try at that time. */
  Backoff triedAt(Instant now) {
    return triedAt(now, now);
  }

  /** After a try at {@code now} that a failure at that earlier time was the reason of. */
  Backoff triedAt(Instant failure, Instant now) {
    Duration doubled = delay.multipliedBy(2);
    Duration capped = doubled.compareTo(most) < 0 ? doubled : most;
    Duration next = isForgotten(failure) || delay.isZero() ? initial : capped;
    return new Backoff(initial, most, forgottenAfter, next, Optional.of(now));
  }

  boolean isForgotten(Instant at) {
    return tried.map(t -> Duration.between(t, at).compareTo(forgottenAfter) > 0).orElse(true);
  }
}
