package dev.keelson.runtime.presence;

import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.kube.KubeClient;
import dev.keelson.runtime.kube.KubeException;
import dev.keelson.runtime.pod.PodBoard;
import dev.keelson.runtime.pod.PodSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stretch of contact with the API server: registers, then keeps heartbeat, mirrors and events
 * going on threads of their own. The first that cannot reach the server ends all of them, so that
 * nothing hangs on a connection that died.
 */
final class ApiSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ApiSession.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final KubeClient client;
  private final PresenceConfig config;
  private final PodBoard board;
  private final Supplier<Set<String>> desired;
  private final InstantSource clock;
  private final Signal wake;
  private final NodeRegistration registration;
  private final NodeLease lease;
  private final EventSender events;
  private final DirtyNames dirty;
  private final MirrorCache cache = new MirrorCache();
  private final AtomicReference<@Nullable KubeException> failure = new AtomicReference<>();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("presence-", 0).factory());

  ApiSession(
      KubeClient client,
      PresenceConfig config,
      PodBoard board,
      Supplier<Set<String>> desired,
      EventBacklog backlog,
      ContainerEngine engine,
      InstantSource clock,
      Signal wake) {
    this.client = client;
    this.config = config;
    this.board = board;
    this.desired = desired;
    this.clock = clock;
    this.wake = wake;
    this.registration = new NodeRegistration(client, config, engine, clock);
    this.lease = new NodeLease(client, config.nodeName());
    this.events = new EventSender(client, backlog, config.nodeName());
    this.dirty = new DirtyNames(clock);
  }

  /** A pod changed or went. */
  void podChanged(PodSnapshot pod) {
    dirty.mark(pod.fullName());
  }

  /** Something that calls the API server until that throws. */
  @FunctionalInterface
  private interface Duty {
    void run() throws InterruptedException;
  }

  /**
   * Runs until the API server goes away, which throws, or {@code over} says so.
   *
   * @param registered told once the Node is there
   */
  void run(Runnable registered, BooleanSupplier over) throws InterruptedException {
    int pods = desired.get().size();
    String uid = registration.refresh(pods);
    registered.run();
    lease.renew(uid, clock.instant());
    begin(uid);
    Instant beat = clock.instant();
    while (!over.getAsBoolean()) {
      Instant due = beat.plus(HEARTBEAT);
      awaitUntil(due, pods);
      pods = desired.get().size();
      if (!registration.refresh(pods).equals(uid)) {
        throw new KubeException("the Node object is another than before", 409, null);
      }
      beat = clock.instant();
      lease.renew(uid, beat);
    }
  }

  private void begin(String nodeUid) throws InterruptedException {
    var mirrors = new MirrorPods(client, board, desired, cache, config.nodeName(), nodeUid);
    var watch =
        new MirrorWatch(client, config.nodeName(), cache, names -> names.forEach(dirty::mark));
    String version = watch.list();
    board.pods().forEach(this::podChanged);
    start(() -> watch.run(version));
    start(() -> keepMirrors(mirrors));
    start(events::run);
  }

  /** Waits for the next heartbeat, a failure, or another number of pods. */
  private void awaitUntil(Instant due, int pods) throws InterruptedException {
    Duration left = Duration.between(clock.instant(), due);
    while (left.isPositive() && desired.get().size() == pods) {
      wake.await(left);
      KubeException failed = failure.get();
      if (failed != null) {
        throw failed;
      }
      left = Duration.between(clock.instant(), due);
    }
  }

  private void keepMirrors(MirrorPods mirrors) throws InterruptedException {
    while (true) {
      String name = dirty.take();
      try {
        mirrors.reconcile(name);
        dirty.done(name);
      } catch (KubeException e) {
        if (!e.refused()) {
          throw e;
        }
        if (dirty.again(name)) {
          LOG.info("the mirror of {} waits: {}", name, e.getMessage());
        }
      }
    }
  }

  private void start(Duty duty) {
    threads.execute(() -> {
      try {
        duty.run();
      } catch (KubeException e) {
        failure.compareAndSet(null, e);
        wake.raise();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    });
  }

  @Override
  public void close() {
    threads.shutdownNow();
    client.close();
  }
}
