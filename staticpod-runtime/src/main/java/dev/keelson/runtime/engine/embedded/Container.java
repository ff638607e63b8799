package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.engine.ContainerStatus;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/** One container: what it is, and where in its life. */
final class Container {
  private final ContainerRecord record;
  private final ReentrantLock turn = new ReentrantLock();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Life life; // written with turn held

  Container(ContainerRecord record, Life life) {
    this.record = record;
    this.life = life;
    if (life instanceof Life.Ended) {
      ended.countDown();
    }
  }

  ContainerRecord record() {
    return record;
  }

  /** Held by whoever moves the container on in its life. */
  ReentrantLock turn() {
    return turn;
  }

  Life life() {
    return life;
  }

  void become(Life next) {
    life = next;
    if (next instanceof Life.Ended) {
      ended.countDown();
    }
  }

  /** Released when the process has ended. */
  CountDownLatch ended() {
    return ended;
  }

  /** How it runs; empty while it does not. */
  Optional<RunRecord> run() {
    return life instanceof Life.Running(RunRecord run) ? Optional.of(run) : Optional.empty();
  }

  ContainerStatus status() {
    return new ContainerStatus(
        record.id(),
        record.sandbox(),
        record.name(),
        record.attempt(),
        life.state(),
        record.createdAt(),
        run().map(r -> OptionalInt.of(r.process().pid())).orElseGet(OptionalInt::empty),
        record.image(),
        record.imageId(),
        record.volumeImageIds(),
        record.user(),
        record.logPath(),
        record.labels(),
        record.annotations());
  }

  /** For messages: the name and which attempt it is. */
  @Override
  public String toString() {
    return record.name() + "/" + record.attempt();
  }
}
