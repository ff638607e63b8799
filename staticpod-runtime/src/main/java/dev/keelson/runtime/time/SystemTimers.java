package dev.keelson.runtime.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The machine's clock. One daemon thread makes all calls; after {@link #close()} none is made any
 * more.
 */
public final class SystemTimers implements Timers, AutoCloseable {
  private final ScheduledThreadPoolExecutor executor;

  private SystemTimers(ScheduledThreadPoolExecutor executor) {
    this.executor = executor;
  }

  /** Timers with a thread of their own, started with the first alarm. */
  public static SystemTimers start() {
    var executor =
        new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().daemon().name("timers").unstarted(task));
    executor.setRemoveOnCancelPolicy(true);
    return new SystemTimers(executor);
  }

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public Timer at(Instant when, Runnable task) {
    long nanos = Math.max(0, Duration.between(Instant.now(), when).toNanos());
    try {
      ScheduledFuture<?> future = executor.schedule(task, nanos, TimeUnit.NANOSECONDS);
      return () -> future.cancel(false);
    } catch (RejectedExecutionException _) {
      return () -> {};
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
