package dev.keelson.runtime.server;

import dev.keelson.runtime.api.CountedEvent;
import dev.keelson.runtime.pod.PodEvent;
import dev.keelson.runtime.pod.PodListener;
import dev.keelson.runtime.pod.PodSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The latest events of this node, in the order in which they happened last. Its size is bounded;
 * the oldest go first. Safe for any thread; writing never waits for a reader.
 */
public final class EventLog implements PodListener {
  private static final int MOST = 1000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();

  /** Guarded by the lock, as is what follows. */
  private final LinkedHashMap<PodEvent, CountedEvent> events = new LinkedHashMap<>();

  private long sequence;

  @Override
  public void changed(PodSnapshot pod) {}

  @Override
  public void removed(PodSnapshot last) {}

  @Override
  public void event(PodEvent event) {
    lock.lock();
    try {
      PodEvent key = at(event, Instant.EPOCH);
      CountedEvent before = events.remove(key);
      sequence++;
      events.put(
          key,
          before == null
              ? new CountedEvent(sequence, event, 1, event.at())
              : new CountedEvent(sequence, event, before.count() + 1, before.first()));
      if (events.size() > MOST) {
        events.pollFirstEntry();
      }
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The same events differ by their time alone. */
  private static PodEvent at(PodEvent event, Instant time) {
    return new PodEvent(
        time,
        event.type(),
        event.reason(),
        event.message(),
        event.namespace(),
        event.pod(),
        event.uid(),
        event.container());
  }

  /** What happened after that sequence number, 0 for all that is known, in order. */
  public List<CountedEvent> after(long seen) {
    lock.lock();
    try {
      return events.values().stream().filter(e -> e.sequence() > seen).toList();
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #after}, waiting until there is something; empty when the time was over. */
  List<CountedEvent> await(long seen, Duration timeout) throws InterruptedException {
    long nanos = timeout.toNanos();
    lock.lockInterruptibly();
    try {
      while (sequence <= seen && nanos > 0) {
        nanos = grown.awaitNanos(nanos);
      }
      return after(seen);
    } finally {
      lock.unlock();
    }
  }
}
