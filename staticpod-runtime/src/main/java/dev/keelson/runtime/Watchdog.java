package dev.keelson.runtime;

import dev.keelson.runtime.linux.SystemdNotify;
import dev.keelson.runtime.time.Timers;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd's watchdog that the runtime does its work: twice in the time that {@code
 * WATCHDOG_USEC} gives, and only when the work was seen to be done. A runtime that hangs is
 * restarted so, which costs its pods nothing.
 */
final class Watchdog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  private final Duration period;
  private final Timers timers;
  private final Runnable work;
  private final AtomicBoolean working = new AtomicBoolean();
  private volatile boolean closed;

  private Watchdog(Duration period, Timers timers, Runnable work) {
    this.period = period;
    this.timers = timers;
    this.work = work;
  }

  /**
   * Begins where systemd wants to hear.
   *
   * @param work returns when the runtime works and blocks when it does not
   */
  static AutoCloseable start(Timers timers, Runnable work) {
    Optional<Duration> within = SystemdNotify.watchdog();
    if (within.isEmpty()) {
      return () -> {};
    }
    var watchdog = new Watchdog(within.get().dividedBy(2), timers, work);
    watchdog.turn();
    return watchdog;
  }

  private void turn() {
    if (closed) {
      return;
    }
    // One that hangs is not asked again, and nothing is told for it.
    if (!working.getAndSet(true)) {
      Thread.ofVirtual().name("watchdog").start(this::tell);
    }
    timers.after(period, this::turn);
  }

  private void tell() {
    try {
      work.run();
      SystemdNotify.send("WATCHDOG=1");
    } catch (IOException | RuntimeException e) {
      LOG.warn("the watchdog is not told: {}", String.valueOf(e.getMessage()));
    } finally {
      working.set(false);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
