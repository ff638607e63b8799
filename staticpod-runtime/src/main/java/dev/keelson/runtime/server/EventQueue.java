package dev.keelson.runtime.server;

import dev.keelson.runtime.api.ApiEvent;
import dev.keelson.runtime.pod.PodEvent;
import dev.keelson.runtime.pod.PodListener;
import dev.keelson.runtime.pod.PodSnapshot;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What one reader has not been told yet. A slow reader gets the latest of each pod and the newest
 * events; the queue does not grow beyond that, and the pod workers never wait for it.
 */
final class EventQueue implements PodListener {
  private static final int MOST_EVENTS = 256;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();

  /** By pod, or by number for events; guarded by the lock. */
  private final LinkedHashMap<String, ApiEvent> waiting = new LinkedHashMap<>();

  private long next;

  @Override
  public void changed(PodSnapshot pod) {
    put("pod " + pod.fullName(), new ApiEvent.Pod(pod));
  }

  @Override
  public void removed(PodSnapshot last) {
    put("removed " + last.uid(), new ApiEvent.Removed(last));
  }

  @Override
  public void event(PodEvent event) {
    put("", new ApiEvent.Happened(event));
  }

  private void put(String key, ApiEvent event) {
    lock.lock();
    try {
      waiting.remove(key);
      waiting.put(key.isEmpty() ? "event " + next++ : key, event);
      if (waiting.size() > MOST_EVENTS) {
        waiting.pollFirstEntry();
      }
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  Optional<ApiEvent> poll(Duration timeout) throws InterruptedException {
    long nanos = timeout.toNanos();
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty() && nanos > 0) {
        nanos = filled.awaitNanos(nanos);
      }
      return Optional.ofNullable(waiting.pollFirstEntry()).map(java.util.Map.Entry::getValue);
    } finally {
      lock.unlock();
    }
  }
}
