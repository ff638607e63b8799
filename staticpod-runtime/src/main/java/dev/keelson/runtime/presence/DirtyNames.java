package dev.keelson.runtime.presence;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The pods whose mirrors are to be looked at, each once however often it changed, and when: at
 * once, or after a while where the last attempt was refused. As long as there are pods, and no
 * longer.
 */
final class DirtyNames {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration WORTH_A_WORD = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final InstantSource clock;

  /** When each is due; guarded by the lock. */
  private final Map<String, Instant> due = new HashMap<>();

  /** How long each waits after its next refusal; guarded by the lock. */
  private final Map<String, Duration> delays = new HashMap<>();

  DirtyNames(InstantSource clock) {
    this.clock = clock;
  }

  /** This one is to be looked at now; one that was refused keeps its time. */
  void mark(String name) {
    lock.lock();
    try {
      if (!delays.containsKey(name)) {
        due.put(name, Instant.MIN);
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * It was refused: again after a while, longer each time.
   *
   * @return whether it has been refused for longer than a server takes to start, and is worth a
   *     word
   */
  boolean again(String name) {
    lock.lock();
    try {
      Duration delay = delays.getOrDefault(name, FIRST);
      due.put(name, clock.instant().plus(delay));
      Duration twice = delay.multipliedBy(2);
      delays.put(name, twice.compareTo(LONGEST) > 0 ? LONGEST : twice);
      return delay.compareTo(WORTH_A_WORD) > 0;
    } finally {
      lock.unlock();
    }
  }

  /** It is as it should be. */
  void done(String name) {
    lock.lock();
    try {
      delays.remove(name);
    } finally {
      lock.unlock();
    }
  }

  /** Waits for one that is due, and takes it. */
  String take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        Instant now = clock.instant();
        Map.Entry<String, Instant> first =
            due.entrySet().stream().min(Map.Entry.comparingByValue()).orElse(null);
        if (first == null) {
          changed.await();
        } else if (first.getValue().isAfter(now)) {
          var _ = changed.awaitNanos(Duration.between(now, first.getValue()).toNanos());
        } else {
          String name = first.getKey();
          due.remove(name);
          return name;
        }
      }
    } finally {
      lock.unlock();
    }
  }
}
