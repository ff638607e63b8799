package dev.keelson.runtime;

import dev.keelson.runtime.time.Timers;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is done again and again, on a thread of its own each time, until this is closed. */
final class Recurring implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);

  private final String name;
  private final Duration every;
  private final Timers timers;
  private final Runnable work;
  private Timers.Timer next = () -> {}; // guarded by this
  private boolean closed; // guarded by this

  private Recurring(String name, Duration every, Timers timers, Runnable work) {
    this.name = name;
    this.every = every;
    this.timers = timers;
    this.work = work;
  }

  /** Does it the first time when that much time has passed, and never twice at once. */
  static Recurring start(String name, Duration every, Timers timers, Runnable work) {
    var recurring = new Recurring(name, every, timers, work);
    recurring.schedule();
    return recurring;
  }

  private synchronized void schedule() {
    if (!closed) {
      next = timers.after(every, () -> Thread.ofVirtual().name(name).start(this::once));
    }
  }

  private void once() {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("{}: {}", name, String.valueOf(e.getMessage()), e);
    }
    schedule();
  }

  /** What is being done is done to its end. */
  @Override
  public synchronized void close() {
    closed = true;
    next.cancel();
  }
}
