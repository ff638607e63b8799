package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.manifest.Action;
import dev.keelson.runtime.manifest.ContainerSpec;
import dev.keelson.runtime.probe.ProbeResult;
import dev.keelson.runtime.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops one container on a thread of its own, as the kubelet's {@code killContainer}: preStop
 * within the grace period, then its turn is awaited within what is left of it, then the stop signal
 * with what is left now, at least two seconds where no {@code keelson.dev/stop-grace} says
 * otherwise. Wakes the worker when done.
 */
final class ContainerStop {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerStop.class);
  private static final Duration LEAST_GRACE = Duration.ofSeconds(2);

  private final PodContext context;
  private final ContainerSpec container;
  private final ContainerId id;
  private final String podAddress;
  private final Duration grace;
  private final Thread thread;
  private final CountDownLatch turn = new CountDownLatch(1);
  private volatile boolean done;
  private volatile String failure = "";

  private ContainerStop(
      PodContext context,
      ContainerSpec container,
      ContainerId id,
      String podAddress,
      Duration grace) {
    this.context = context;
    this.container = container;
    this.id = id;
    this.podAddress = podAddress;
    this.grace = grace;
    this.thread = Thread.ofVirtual().name("stop-" + container.name()).unstarted(this::run);
  }

  static ContainerStop start(
      PodContext context,
      ContainerSpec container,
      ContainerId id,
      String podAddress,
      Duration grace) {
    var stop = new ContainerStop(context, container, id, podAddress, grace);
    stop.thread.start();
    return stop;
  }

  /** Those that must end before it have ended. */
  void itsTurn() {
    turn.countDown();
  }

  /** Whether it has ended, well or not. */
  boolean done() {
    return done;
  }

  /** Within what time it is stopped. */
  Duration grace() {
    return grace;
  }

  /** Why it could not be stopped; empty while all is well. */
  String failure() {
    return failure;
  }

  /** Leaves the container as it is now. */
  void abandon() {
    thread.interrupt();
  }

  private void run() {
    Instant begun = context.now();
    try {
      if (container.hooks().preStop().isPresent() && grace.isPositive()) {
        preStop(container.hooks().preStop().get());
      }
      awaitTurn(left(begun));
      Duration left = left(begun);
      Duration least = context.manifest().stopGrace().isPresent() ? Duration.ZERO : LEAST_GRACE;
      context.services().engine().stopContainer(id, left.compareTo(least) < 0 ? least : left);
    } catch (EngineException e) {
      failure = String.valueOf(e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("stopping container {}", container.name(), e);
      failure = e.toString();
    } catch (InterruptedException _) {
      // Abandoned: the next runtime finds it and goes on.
    } finally {
      done = true;
      context.wake().run();
    }
  }

  private Duration left(Instant begun) {
    return grace.minus(Duration.between(begun, context.now()));
  }

  private void awaitTurn(Duration most) throws InterruptedException {
    Timers.Timer timer = context.services().timers().after(most, turn::countDown);
    try {
      turn.await();
    } finally {
      timer.cancel();
    }
  }

  private void preStop(Action action) throws InterruptedException {
    ProbeResult result = context.services().actions().hook(action, id, podAddress, grace);
    context.events().hook(result);
    switch (result) {
      case ProbeResult.Success _ -> {}
      case ProbeResult.Failure _, ProbeResult.Unknown _ ->
          // What a hook answered may hold a secret, so events do not repeat it.
          context.events().warning(container.name(), "FailedPreStopHook", "PreStopHook failed");
    }
  }
}
