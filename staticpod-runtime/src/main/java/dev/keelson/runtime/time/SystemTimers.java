package dev.keelson.runtime.time;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final Path UPTIME = Path.of("/proc/uptime");

  private final ScheduledThreadPoolExecutor executor;
  private final Instant begun = Instant.now();
  private final long begunNanos = System.nanoTime();

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
  public Instant steady() {
    return begun.plusNanos(System.nanoTime() - begunNanos);
  }

  @Override
  public Duration machineUp() {
    try {
      String seconds = Files.readString(UPTIME).split("[. ]", 2)[0];
      return Duration.ofSeconds(Long.parseLong(seconds) + 1);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + UPTIME + ": " + e.getMessage(), e);
    }
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
