package dev.keelson.runtime.testkit;

import dev.keelson.runtime.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** A clock that stands still until a test moves it; whoever sleeps on it wakes when it passes. */
public final class ManualClock implements Timers {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final boolean selfAdvancing;
  private final Instant begun;
  private Instant now; // guarded by lock
  private Duration ahead = Duration.ZERO; // how far it was set, guarded by lock
  private int sleepers; // guarded by lock
  private final List<Alarm> alarms = new ArrayList<>(); // guarded by lock

  private record Alarm(Instant when, Runnable task) {}

  private ManualClock(Instant start, boolean selfAdvancing) {
    this.begun = start;
    this.now = start;
    this.selfAdvancing = selfAdvancing;
  }

  /** A clock that stands at a fixed instant. */
  public static ManualClock standing() {
    return new ManualClock(Instant.parse("2026-01-01T00:00:00Z"), false);
  }

  /** A clock that jumps to the end of every sleep, so that nobody ever waits. */
  public static ManualClock selfAdvancing() {
    return new ManualClock(Instant.parse("2026-01-01T00:00:00Z"), true);
  }

  @Override
  public Instant instant() {
    lock.lock();
    try {
      return now.plus(ahead);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Instant steady() {
    lock.lock();
    try {
      return now;
    } finally {
      lock.unlock();
    }
  }

  /** Since this clock is. */
  @Override
  public Duration machineUp() {
    return Duration.between(begun, steady());
  }

  /** Moves the clock and wakes whose time has come. */
  public void advance(Duration by) {
    List<Alarm> due;
    lock.lock();
    try {
      now = now.plus(by);
      due = alarms.stream().filter(a -> !a.when().isAfter(now)).toList();
      alarms.removeAll(due);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    due.forEach(a -> a.task().run());
  }

  /** Sets it by that much, back where that is negative; what is waited for is as long as it was. */
  public void set(Duration by) {
    lock.lock();
    try {
      ahead = ahead.plus(by);
    } finally {
      lock.unlock();
    }
  }

  /** The task runs on the thread that moves the clock, or at once where its time has come. */
  @Override
  public Timer at(Instant when, Runnable task) {
    Alarm alarm;
    lock.lock();
    try {
      alarm = new Alarm(when.minus(ahead), task);
      if (alarm.when().isAfter(now)) {
        alarms.add(alarm);
        changed.signalAll();
        return () -> cancel(alarm);
      }
    } finally {
      lock.unlock();
    }
    task.run();
    return () -> {};
  }

  private void cancel(Alarm alarm) {
    lock.lock();
    try {
      alarms.remove(alarm);
    } finally {
      lock.unlock();
    }
  }

  /** Blocks until the clock has been moved by that much. */
  public void sleep(Duration duration) throws InterruptedException {
    sleepUntil(duration, () -> false);
  }

  /** As {@link #sleep}, but ends as well when {@code done} holds after a {@link #wake}. */
  public void sleepUntil(Duration duration, BooleanSupplier done) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Instant deadline = now.plus(duration);
      sleepers++;
      changed.signalAll();
      while (now.isBefore(deadline) && !done.getAsBoolean()) {
        if (selfAdvancing) {
          now = deadline;
        } else {
          changed.await();
        }
      }
      sleepers--;
    } finally {
      lock.unlock();
    }
  }

  /** Lets every {@link #sleepUntil} look at its condition again. */
  public void wake() {
    advance(Duration.ZERO);
  }

  /** Waits, in real time, until at least that many threads sleep on this clock. */
  public void awaitSleepers(int count) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (sleepers < count) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits, in real time, until at least that many alarms are set on this clock. */
  public void awaitAlarms(int count) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (alarms.size() < count) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits, in real time, until an alarm is set for exactly that instant. */
  public void awaitAlarm(Instant when) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (alarms.stream().noneMatch(a -> a.when().equals(when.minus(ahead)))) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }
}
