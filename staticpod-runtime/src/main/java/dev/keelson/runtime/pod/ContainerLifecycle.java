package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.engine.ContainerStatus;
import dev.keelson.runtime.engine.ContainerStatus.State;
import dev.keelson.runtime.engine.ImageInfo;
import dev.keelson.runtime.manifest.ContainerSpec;
import dev.keelson.runtime.manifest.ContainerSpec.Role;
import dev.keelson.runtime.pod.ContainerState.Waiting;
import dev.keelson.runtime.pod.ImagePresence.Presence.Absent;
import dev.keelson.runtime.pod.ImagePresence.Presence.Present;
import dev.keelson.runtime.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One container of the manifest through all its restarts. Used by the pod's worker alone.
 *
 * <pre>
 *   waiting ──image, create, start──▶ running ──exit──▶ ended
 *      ▲                                                  │ restart policy, back-off
 *      └──────────────────────────────────────────────────┘
 * </pre>
 */
final class ContainerLifecycle {
  private final PodContext context;
  private final ContainerSpec spec;
  private final ApiResources resources;
  private final ImagePresence image;
  private final ImageVolumes volumes;
  private final ContainerHistory history;
  private final RestartBackoffs.Key backoffKey;
  private final RestartWait wait;
  private Backoff errors = Backoff.ofErrors();
  private Optional<Instant> notBefore = Optional.empty();
  private Optional<RunningContainer> running = Optional.empty();
  private Optional<Waiting> waiting = Optional.empty();
  private boolean begun;

  ContainerLifecycle(PodContext context, ContainerSpec spec, ImageVolumes volumes) {
    this.context = context;
    this.spec = spec;
    this.resources = ApiResources.of(context.manifest().document(), spec.name());
    this.image = new ImagePresence(context, spec.name(), spec.image(), spec.pullPolicy());
    this.volumes = volumes;
    this.history = new ContainerHistory(context, spec);
    this.backoffKey = RestartBackoffs.Key.of(context.manifest(), spec);
    this.wait = new RestartWait(context.services().timers());
  }

  /** Takes over what an earlier runtime left of it, oldest first. */
  void adopt(List<ContainerStatus> found, boolean sandboxReady, String podAddress) {
    for (ContainerStatus status : found) {
      switch (status.state()) {
        case State.Running(Instant startedAt) when sandboxReady -> {
          began(status);
          watch(RunningContainer.Facts.of(status, startedAt, podAddress, true));
        }
        case State.Exited exited -> {
          began(status);
          history.ended(status, exited, false);
        }
        // Never started, or without a sandbox: as if it had not been made.
        case State.Running _, State.Created _, State.Unknown _ ->
            engine().removeContainer(status.id());
      }
    }
    if (history.nextAttempt() == 0) {
      history.countLogs();
    }
  }

  private void began(ContainerStatus status) {
    history.began(status);
    begun = true;
  }

  private void watch(RunningContainer.Facts facts) {
    running = Optional.of(new RunningContainer(context, spec, facts));
  }

  /** Its sandbox is gone, and with it whatever ran in it. */
  void sandboxLost() {
    running.ifPresent(RunningContainer::close);
    running = Optional.empty();
    begun = false;
    history.deadAreGone();
    if (spec.role() != Role.REGULAR || history.restarts()) {
      history.forgetEnd();
    }
  }

  ContainerSpec spec() {
    return spec;
  }

  boolean isRunning() {
    return running.isPresent();
  }

  /** Whether it runs, as the engine says this moment. */
  boolean alive() {
    return running
        .flatMap(r -> engine().containerStatus(r.facts().id()))
        .filter(s -> s.state() instanceof State.Running)
        .isPresent();
  }

  /** It has ended at least once, or could not be started. */
  boolean hasEnded() {
    return history.ended().or(history::before).isPresent();
  }

  /** It runs, and its startup probe and postStart hook have done well. */
  boolean isStarted() {
    return running.filter(RunningContainer::started).isPresent();
  }

  /** It was started in the present sandbox, whatever became of it. */
  boolean hasBegun() {
    return begun;
  }

  boolean succeeded() {
    return running.isEmpty() && history.succeeded();
  }

  /** It ended and will not be started again. */
  boolean over() {
    return running.isEmpty() && history.ended().isPresent() && !history.restarts();
  }

  /** Those after it wait: an image for it is being pulled, or its postStart hook runs. */
  boolean holdsOthers() {
    return image.pulling()
        || volumes.pulling(spec)
        || running.filter(RunningContainer::starting).isPresent();
  }

  /** Looks at the engine: has it ended, do its probes want it stopped. */
  void refresh(Duration grace) {
    if (running.isEmpty()) {
      return;
    }
    RunningContainer container = running.get();
    Optional<ContainerStatus> status = engine().containerStatus(container.facts().id());
    if (status.isEmpty()) {
      leave(container);
      history.vanished(container.facts().startedAt());
      return;
    }
    switch (status.get().state()) {
      case State.Running _ -> container.enforce(grace);
      case State.Exited exited -> {
        leave(container);
        history.ended(status.get(), exited, container.unhealthy());
      }
      case State.Created _, State.Unknown _ -> container.stop(grace, "its state is unknown", true);
    }
  }

  private void leave(RunningContainer container) {
    running = Optional.empty();
    container.close();
  }

  /** Starts it where it should run and may; says when to look again. */
  Optional<Instant> ensure(SandboxLifecycle sandbox, Instant now) {
    if (running.isPresent() || over()) {
      return Optional.empty();
    }
    Optional<Instant> due = backedOff(now);
    if (due.isPresent()) {
      return due;
    }
    Instant steady = timers().steady();
    Optional<Absent> volume = volumes.ensure(spec, steady);
    if (volume.isPresent()) {
      return waitFor(volume.get());
    }
    return switch (image.ensure(steady)) {
      case Absent absent -> waitFor(absent);
      case Present(ImageInfo info) -> start(sandbox, info, now);
    };
  }

  private Optional<Instant> waitFor(Absent image) {
    waiting = Optional.of(new Waiting(image.reason(), ContainerView.nullIfEmpty(image.message())));
    return image.next().map(timers()::shown);
  }

  private Optional<Instant> backedOff(Instant now) {
    if (notBefore.filter(until -> errors.holds(until, now)).isPresent()) {
      return notBefore;
    }
    Backoff restarts = context.services().restarts().of(backoffKey);
    Instant steady = timers().steady();
    Optional<Instant> due =
        history.waitsSince().map(wait::since).map(restarts::notBefore).filter(steady::isBefore);
    if (due.isPresent() && waiting.filter(Endings::isCrashLoop).isEmpty()) {
      waiting = Optional.of(Endings.crashLoop(context, spec, restarts.delay()));
    }
    return due.map(timers()::shown);
  }

  /** As a later runtime will find it written down; one that has ended already began just now. */
  private static Instant startedAt(ContainerStatus status, Instant now) {
    return status.state() instanceof State.Running(Instant startedAt) ? startedAt : now;
  }

  private Optional<Instant> start(SandboxLifecycle sandbox, ImageInfo info, Instant now) {
    try {
      var starter = new ContainerStarter(context, spec, sandbox);
      ContainerStatus status = starter.start(history.nextAttempt(), info);
      tried(status);
      watch(RunningContainer.Facts.of(status, startedAt(status, now), sandbox.address(), false));
      return Optional.empty();
    } catch (ContainerStarter.NotStarted e) {
      tried(e.status());
      history.ended(e.status(), e.end(), false);
      return Optional.of(now);
    } catch (ContainerStarter.StartFailure e) {
      errors = errors.triedAt(now);
      waiting = Optional.of(new Waiting(e.reason(), e.getMessage()));
      notBefore = Optional.of(errors.notBefore(now));
      return notBefore;
    }
  }

  /** One was made and started, or could not be; the next one waits for longer. */
  private void tried(ContainerStatus status) {
    history
        .waitsSince()
        .map(wait::since)
        .ifPresent(
            end -> context.services().restarts().restarted(backoffKey, end, timers().steady()));
    errors = Backoff.ofErrors();
    waiting = Optional.empty();
    notBefore = Optional.empty();
    began(status);
    history.removeOldest();
  }

  /** Stops it; a container whose turn it is not yet runs on until then, its preStop hook done. */
  void stop(Duration grace, boolean itsTurn) {
    running.ifPresent(r -> r.stop(grace, "Stopping container " + spec.name(), itsTurn));
  }

  /** It has ended so that all containers of the pod are started anew. */
  boolean restartsAll() {
    return running.isEmpty() && history.restartsAll();
  }

  /** Stops it without its hook and its grace. */
  void kill() {
    running.ifPresent(r -> r.stop(Duration.ZERO, "killing", true));
  }

  /** What is left of it is removed, and it will be started as if for the first time. */
  void startAnew() {
    if (history.nextAttempt() == 0) {
      return;
    }
    history.startAnew();
    begun = false;
    errors = Backoff.ofErrors();
    notBefore = Optional.empty();
    waiting = Optional.of(Endings.RESTARTING_ALL);
  }

  void close() {
    running.ifPresent(RunningContainer::close);
  }

  private Timers timers() {
    return context.services().timers();
  }

  private ContainerEngine engine() {
    return context.services().engine();
  }

  /** As it can be told to others. */
  ContainerView view() {
    return new ContainerView(spec, resources, history, running, waiting);
  }
}
