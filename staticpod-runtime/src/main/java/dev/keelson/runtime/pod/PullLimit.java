package dev.keelson.runtime.pod;

import dev.keelson.runtime.config.KubeletSettings.Images;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * How many images are pulled at a time, and how many pulls begin in a second: as the kubelet a pull
 * beyond the number waits, one beyond the rate fails and is tried again later. Safe for any thread.
 */
final class PullLimit {
  private final Semaphore turns;
  private final Images limits;
  private final InstantSource clock;

  /** Guarded by this, as is what follows. */
  private double left;

  private Instant counted;

  PullLimit(Images limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
    this.turns = new Semaphore(limits.parallelPulls().orElse(Integer.MAX_VALUE), true);
    this.left = limits.pullBurst();
    this.counted = clock.instant();
  }

  /**
   * Pulls when it is its turn.
   *
   * @throws IllegalStateException where there are too many, in the kubelet's words
   */
  <T> T pull(Supplier<T> pull) throws InterruptedException {
    if (!mayBegin()) {
      throw new IllegalStateException("pull QPS exceeded");
    }
    turns.acquire();
    try {
      return pull.get();
    } finally {
      turns.release();
    }
  }

  private synchronized boolean mayBegin() {
    if (limits.pullsPerSecond() == 0) {
      return true;
    }
    Instant now = clock.instant();
    double earned = Duration.between(counted, now).toMillis() / 1000.0 * limits.pullsPerSecond();
    left = Math.min(limits.pullBurst(), left + Math.max(0, earned));
    counted = now;
    boolean enough = left >= 1;
    left -= enough ? 1 : 0;
    return enough;
  }
}
