package dev.keelson.runtime.pod;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The latest snapshot of every pod, for those who look beside the workers: the local API, the
 * node's presence, metrics. Safe for any thread; writing never waits for a reader.
 */
public final class PodBoard implements PodListener {
  private final ConcurrentSkipListMap<String, PodSnapshot> pods = new ConcurrentSkipListMap<>();
  private final CopyOnWriteArrayList<PodListener> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** All pods, by namespace and name. */
  public List<PodSnapshot> pods() {
    return List.copyOf(pods.values());
  }

  /** The pod of that namespace and suffixed name. */
  public Optional<PodSnapshot> pod(String fullName) {
    return Optional.ofNullable(pods.get(fullName));
  }

  /** Tells the listener of every change from now on, until the handle is closed. */
  public Subscription subscribe(PodListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /**
   * Waits until the question has an answer; it is asked again whenever a pod changed.
   *
   * @return empty when there was none in time
   */
  public <T> Optional<T> await(Supplier<Optional<T>> question, Duration timeout)
      throws InterruptedException {
    long nanos = timeout.toNanos();
    lock.lockInterruptibly();
    try {
      Optional<T> answer = question.get();
      while (answer.isEmpty() && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
        answer = question.get();
      }
      return answer;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void changed(PodSnapshot pod) {
    pods.put(pod.fullName(), pod);
    wakeWaiters();
    listeners.forEach(l -> l.changed(pod));
  }

  @Override
  public void removed(PodSnapshot last) {
    // A successor of the same name may be here already; it stays.
    pods.computeIfPresent(
        last.fullName(), (_, held) -> held.uid().equals(last.uid()) ? null : held);
    wakeWaiters();
    listeners.forEach(l -> l.removed(last));
  }

  @Override
  public void event(PodEvent event) {
    listeners.forEach(l -> l.event(event));
  }

  @Override
  public void ended(ContainerEnd end) {
    listeners.forEach(l -> l.ended(end));
  }

  @Override
  public void handover(Handover handover) {
    listeners.forEach(l -> l.handover(handover));
  }

  @Override
  public void worked(String operation, Duration took) {
    listeners.forEach(l -> l.worked(operation, took));
  }

  private void wakeWaiters() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends being told. */
  @FunctionalInterface
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
