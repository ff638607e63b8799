package dev.keelson.e2e.benchmark.surge;

import dev.keelson.e2e.benchmark.BenchmarkException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A client: a thread that does one thing again and again until it is told to end. */
final class Repeated implements AutoCloseable {
  private final Step step;
  private final Duration pause;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Thread thread;
  private volatile boolean over;

  /** One round. */
  interface Step {
    void take() throws InterruptedException;
  }

  private Repeated(String name, Duration pause, Step step) {
    this.step = step;
    this.pause = pause;
    this.thread =
        Thread.ofPlatform()
            .daemon()
            .name(name)
            .uncaughtExceptionHandler((_, e) -> failure.set(e))
            .unstarted(this::run);
  }

  /**
   * Begins.
   *
   * @param pause between two rounds
   */
  static Repeated start(String name, Duration pause, Step step) {
    var repeated = new Repeated(name, pause, step);
    repeated.thread.start();
    return repeated;
  }

  private void run() {
    try {
      while (!over) {
        step.take();
        LockSupport.parkNanos(pause.toNanos());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends; the round under way is waited for. */
  void end() throws InterruptedException {
    over = true;
    LockSupport.unpark(thread);
    thread.join();
    check();
  }

  /**
   * Looks whether it goes on asking.
   *
   * @throws BenchmarkException where it has given up: what it did not see is nothing then
   */
  void check() {
    @Nullable Throwable seen = failure.get();
    if (seen != null) {
      throw new BenchmarkException("Client " + thread.getName() + " has given up: " + seen, seen);
    }
  }

  /** Ends in the midst of a round. */
  @Override
  public void close() {
    over = true;
    thread.interrupt();
  }
}
