package dev.keelson.runtime.pod;

import dev.keelson.runtime.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One full name's worker: a virtual thread that owns whatever pod runs by that name, and starts the
 * successor the moment its predecessor is gone. Others leave it the latest wish.
 */
final class PodWorker {
  private static final Logger LOG = LoggerFactory.getLogger(PodWorker.class);

  private final String fullName;
  private final PodServices services;
  private final Retirement retirement;
  private final Mailbox<Want> mailbox = new Mailbox<>();
  private final Deque<FoundPod> leftovers = new ArrayDeque<>();
  private final Thread thread;
  private final PodSuccession pods;
  private Optional<FoundPod> adoptable;
  private Optional<FoundPod> older;
  private Backoff errors = Backoff.ofErrors();
  private boolean started;
  private final AtomicBoolean restart = new AtomicBoolean();

  /** Asked by a worker that has nothing left to do. */
  interface Retirement {
    /** Whether it may end; false when something is wanted again. */
    boolean retire(PodWorker worker);
  }

  /**
   * A worker that waits for its first wish.
   *
   * @param found what runs by that name already, newest first
   */
  PodWorker(String fullName, List<FoundPod> found, PodServices services, Retirement retirement) {
    this.fullName = fullName;
    this.services = services;
    this.retirement = retirement;
    this.pods = new PodSuccession(fullName, services, mailbox::ring);
    this.adoptable = found.stream().filter(f -> f.manifest().isPresent()).findFirst();
    this.older =
        found.stream()
            .filter(f -> f.manifest().isPresent() && f.runs())
            .filter(f -> !adoptable.equals(Optional.of(f)))
            .findFirst();
    found.stream()
        .filter(f -> !adoptable.equals(Optional.of(f)) && !older.equals(Optional.of(f)))
        .forEach(leftovers::add);
    this.thread = Thread.ofVirtual().name("pod-worker-" + fullName).unstarted(this::run);
  }

  String fullName() {
    return fullName;
  }

  /** The wish it works on. */
  Want want() {
    return mailbox.latest().orElse(Want.nothing());
  }

  /** Leaves a wish; the first one starts the worker. Called under the supervisor's lock. */
  void want(Want want) {
    mailbox.put(want);
    if (!started) {
      started = true;
      thread.start();
    }
  }

  /** Has the pod stopped and started again. */
  void restart() {
    restart.set(true);
    mailbox.ring();
  }

  /** Ends the thread where it stands; its pod runs on. */
  void interrupt() {
    thread.interrupt();
  }

  /** Waits until the thread has ended. */
  void join() throws InterruptedException {
    if (started) {
      thread.join();
    }
  }

  private void run() {
    Timers.Timer alarm = () -> {};
    try {
      while (true) {
        Optional<Instant> next = safeTurn();
        if (idle() && retirement.retire(this)) {
          return;
        }
        alarm.cancel();
        alarm = next.map(this::alarm).orElse(() -> {});
        mailbox.await();
      }
    } catch (InterruptedException _) {
      // The runtime ends and leaves its pods running.
    } finally {
      alarm.cancel();
      pods.close();
    }
  }

  private Timers.Timer alarm(Instant when) {
    return services.timers().at(when, mailbox::ring);
  }

  private boolean idle() {
    return pods.isEmpty() && adoptable.isEmpty() && leftovers.isEmpty();
  }

  /** A turn that fails is tried again later; the worker itself never ends by it. */
  private Optional<Instant> safeTurn() throws InterruptedException {
    long begun = System.nanoTime();
    boolean there = !pods.isEmpty();
    try {
      Optional<Instant> next = turn();
      services.listener().worked(operation(there), Duration.ofNanos(System.nanoTime() - begun));
      errors = Backoff.ofErrors();
      return next;
    } catch (RuntimeException e) {
      show(e);
      LOG.warn("pod {}: {}", fullName, String.valueOf(e.getMessage()), e);
      Instant now = services.timers().instant();
      errors = errors.triedAt(now);
      return Optional.of(errors.notBefore(now));
    }
  }

  private void show(RuntimeException failure) {
    try {
      pods.failed(failure, want());
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private String operation(boolean there) {
    if (pods.stopping()) {
      return "kill";
    }
    return there ? "sync" : "create";
  }

  private Optional<Instant> turn() throws InterruptedException {
    adopt();
    if (restart.getAndSet(false)) {
      pods.restart(want());
    }
    return pods.turn(want());
  }

  private void adopt() throws InterruptedException {
    while (!leftovers.isEmpty()) {
      new Leftovers(services).remove(leftovers.getFirst());
      leftovers.removeFirst();
    }
    if (adoptable.isPresent()) {
      pods.adopt(adoptable.get(), older, want());
      adoptable = Optional.empty();
      older = Optional.empty();
    }
  }
}
