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

  /**
   * The time on a clock that nobody sets: it begins with the machine's and goes on as time passes.
   * For how long something has taken, and not to be shown.
   */
  Instant steady();

  /** For how long the machine has been on: nothing that runs on it has run for longer. */
  Duration machineUp();

  /** When it will be, on the machine's clock as it is set now, that time on the steady one. */
  default Instant shown(Instant steady) {
    return instant().plus(Duration.between(steady(), steady));
  }

  /** What a moment that the machine's clock has just shown is on the steady one; never ahead. */
  default Instant steadily(Instant shown) {
    Duration ago = Duration.between(shown, instant());
    return steady().minus(ago.isNegative() ? Duration.ZERO : ago);
  }

  /** A call that is due. */
  interface Timer {
    /** Takes the call back; without effect once it was made. */
    void cancel();
  }
}
