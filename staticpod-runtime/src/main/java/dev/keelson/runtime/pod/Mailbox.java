package dev.keelson.runtime.pod;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One slot in which the latest message replaces the one before, and a bell. Anybody puts and rings;
 * one thread waits.
 */
final class Mailbox<T> {
  private final AtomicReference<Optional<T>> slot = new AtomicReference<>(Optional.empty());
  private final Semaphore bell = new Semaphore(0);

  void put(T message) {
    slot.set(Optional.of(message));
    ring();
  }

  void ring() {
    bell.release();
  }

  /** The latest message; empty before the first. It stays. */
  Optional<T> latest() {
    return slot.get();
  }

  /** Returns once the bell was rung since the last return. */
  void await() throws InterruptedException {
    bell.acquire();
    bell.drainPermits();
  }
}
