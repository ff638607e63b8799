package dev.keelson.runtime.image.registry;

import java.time.Duration;

/**
 * How often a request is tried, and how long the wait before each further try is: twice the one
 * before, up to a bound.
 *
 * @param attempts in all, without progress between them
 */
public record Backoff(int attempts, Duration first, Duration longest, Sleeper sleeper) {
  /** Five attempts within eight seconds. */
  public static final Backoff STANDARD =
      new Backoff(5, Duration.ofMillis(500), Duration.ofSeconds(8), Thread::sleep);

  /** One attempt: there is somebody else to ask. */
  Backoff once() {
    return new Backoff(1, first, longest, sleeper);
  }

  /** Waits. */
  public interface Sleeper {
    void sleep(Duration duration) throws InterruptedException;
  }

  /** Whether there is another try after that many failed ones. */
  boolean allows(int failures) {
    return failures < attempts;
  }

  /** Waits before the try after that many failed ones. */
  void await(int failures, Duration atLeast) throws InterruptedException {
    Duration wait = first.multipliedBy(1L << Math.min(failures - 1, 20));
    Duration bounded = wait.compareTo(longest) > 0 ? longest : wait;
    sleeper.sleep(atLeast.compareTo(bounded) > 0 ? atLeast : bounded);
  }
}
