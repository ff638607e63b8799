package dev.keelson.runtime.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static long wait(Backoff backoff, Instant failure) {
    return Duration.between(failure, backoff.notBefore(failure)).toSeconds();
  }

  @Test
  void firstIsFreeThenDoublesUpToFiveMinutes() {
    Backoff backoff = Backoff.ofKubelet();
    Instant now = START;
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      waits.add(wait(backoff, now));
      now = backoff.notBefore(now);
      backoff = backoff.triedAt(now);
    }
    assertThat(waits).containsExactly(0L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
  }

  @Test
  void isForgottenAfterTenQuietMinutes() {
    Backoff backoff = Backoff.ofKubelet().triedAt(START).triedAt(START.plusSeconds(10));
    assertThat(wait(backoff, START.plusSeconds(600))).isEqualTo(20);
    Instant later = START.plusSeconds(611);
    assertThat(wait(backoff, later)).isZero();
    assertThat(wait(backoff.triedAt(later), later)).isEqualTo(10);
  }
}
