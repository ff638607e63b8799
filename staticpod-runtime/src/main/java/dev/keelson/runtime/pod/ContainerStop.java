package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.manifest.Action;
import dev.keelson.runtime.manifest.ContainerSpec;
import dev.keelson.runtime.probe.ProbeResult;
import java.time.Duration;
import java.time.Instant;

/**
 * Stops one container on a thread of its own, as the kubelet's {@code killContainer}: preStop
 * within the grace period, then the stop signal with what is left of it, at least two seconds.
 * Wakes the worker when done.
 */
final class ContainerStop {
  private static final Duration LEAST_GRACE = Duration.ofSeconds(2);

  private final PodContext context;
  private final ContainerSpec container;
  private final ContainerId id;
  private final String podAddress;
  private final Duration grace;
  private final Thread thread;
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

  /** Whether it has ended, well or not. */
  boolean done() {
    return done;
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
      if (container.hooks().preStop().isPresent()) {
        preStop(container.hooks().preStop().get());
      }
      Duration left = grace.minus(Duration.between(begun, context.now()));
      context
          .services()
          .engine()
          .stopContainer(id, left.compareTo(LEAST_GRACE) < 0 ? LEAST_GRACE : left);
    } catch (EngineException e) {
      failure = String.valueOf(e.getMessage());
    } catch (InterruptedException _) {
      // Abandoned: the next runtime finds it and goes on.
    } finally {
      done = true;
      context.wake().run();
    }
  }

  private void preStop(Action action) throws InterruptedException {
    ProbeResult result = context.services().actions().run(action, id, podAddress, grace);
    switch (result) {
      case ProbeResult.Success _ -> {}
      case ProbeResult.Failure(String message) -> failed(message);
      case ProbeResult.Unknown(String message) -> failed(message);
    }
  }

  private void failed(String message) {
    context
        .events()
        .warning(container.name(), "FailedPreStopHook", "PreStopHook failed: " + message);
  }
}
