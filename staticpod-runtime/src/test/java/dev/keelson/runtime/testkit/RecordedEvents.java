package dev.keelson.runtime.testkit;

import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.engine.ContainerEvent;
import dev.keelson.runtime.engine.ContainerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps an engine's events and waits for those that a test expects. */
public final class RecordedEvents {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final List<ContainerEvent> events = new ArrayList<>(); // guarded by lock

  private RecordedEvents() {}

  /** Keeps what the engine tells from now on, for as long as it is open. */
  public static RecordedEvents of(ContainerEngine engine) {
    RecordedEvents events = new RecordedEvents();
    AutoCloseable _ = engine.watch(events::add);
    return events;
  }

  /** Waits until the container has ended. */
  public void awaitExit(ContainerId container) throws InterruptedException {
    await(container, ContainerEvent.Kind.EXITED);
  }

  /** Waits until the container has been reported so. */
  public void await(ContainerId container, ContainerEvent.Kind kind) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = PATIENCE.toNanos();
      while (events.stream().noneMatch(e -> e.container().equals(container) && e.kind() == kind)) {
        if (left <= 0) {
          throw new AssertionError(container + " was never " + kind + "; seen: " + events);
        }
        left = arrived.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void add(ContainerEvent event) {
    lock.lock();
    try {
      events.add(event);
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How long a test waits for anything. */
  public static long patience(TimeUnit unit) {
    return unit.convert(PATIENCE);
  }
}
