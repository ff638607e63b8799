package dev.keelson.runtime.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time, and calls when a given time has come. Safe for use by any thread. */
public interface Timers extends InstantSource {
  /**
   * Has {@code task} called once, at {@code when} or at once where that has passed. The task runs
   * on a thread of the timers' and returns quickly: it wakes or starts whoever does the work.
   */
  Timer at(Instant when, Runnable task);

  /** As {@link #at}, counted from now. */
  default Timer after(Duration delay, Runnable task) {
    return at(instant().plus(delay), task);
  }

  /** A call that is due. */
  interface Timer {
    /** Takes the call back; without effect once it was made. */
    void cancel();
  }
}
