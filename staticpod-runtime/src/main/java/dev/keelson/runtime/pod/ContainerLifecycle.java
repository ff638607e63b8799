package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.engine.ContainerStatus;
import dev.keelson.runtime.engine.ContainerStatus.State;
import dev.keelson.runtime.engine.ImageInfo;
import dev.keelson.runtime.manifest.ContainerSpec;
import dev.keelson.runtime.pod.ContainerState.Running;
import dev.keelson.runtime.pod.ContainerState.Terminated;
import dev.keelson.runtime.pod.ContainerState.Waiting;
import dev.keelson.runtime.pod.ImagePresence.Presence.Absent;
import dev.keelson.runtime.pod.ImagePresence.Presence.Present;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
  private final boolean init;
  private final ImagePresence image;
  private final ContainerHistory history;
  private Backoff restarts = Backoff.ofKubelet();
  private Backoff errors = Backoff.ofErrors();
  private Optional<Instant> notBefore = Optional.empty();
  private Optional<RunningContainer> running = Optional.empty();
  private Optional<Waiting> waiting = Optional.empty();

  ContainerLifecycle(PodContext context, ContainerSpec spec, boolean init) {
    this.context = context;
    this.spec = spec;
    this.init = init;
    this.image = new ImagePresence(context, spec);
    this.history = new ContainerHistory(context, spec);
  }

  /** Takes over what an earlier runtime left of it, oldest first. */
  void adopt(List<ContainerStatus> found, boolean sandboxReady, String podAddress) {
    for (ContainerStatus status : found) {
      switch (status.state()) {
        case State.Running(Instant startedAt) when sandboxReady -> {
          history.began(status);
          watch(RunningContainer.Facts.of(status, startedAt, podAddress, true));
        }
        case State.Exited exited -> {
          history.began(status);
          history.ended(status, exited);
        }
        // Never started, or without a sandbox: as if it had not been made.
        case State.Running _, State.Created _, State.Unknown _ ->
            engine().removeContainer(status.id());
      }
    }
  }

  private void watch(RunningContainer.Facts facts) {
    running = Optional.of(new RunningContainer(context, spec, facts));
  }

  /** Its sandbox is gone, and with it whatever ran in it. */
  void sandboxLost() {
    running.ifPresent(RunningContainer::close);
    running = Optional.empty();
    history.deadAreGone();
    if (init || restartsAfterEnd()) {
      history.forgetEnd();
    }
  }

  String name() {
    return spec.name();
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

  boolean wasMade() {
    return running.isPresent() || history.ended().isPresent();
  }

  boolean succeeded() {
    return running.isEmpty() && history.succeeded();
  }

  /** It ended and will not be started again. */
  boolean over() {
    return running.isEmpty() && history.ended().isPresent() && !restartsAfterEnd();
  }

  /** Those after it wait: its image is being pulled, or its postStart hook runs. */
  boolean holdsOthers() {
    return image.pulling() || running.filter(RunningContainer::starting).isPresent();
  }

  private boolean restartsAfterEnd() {
    return switch (context.manifest().spec().restartPolicy()) {
      case ALWAYS -> !init || !history.succeeded();
      case ON_FAILURE -> !history.succeeded();
      case NEVER -> false;
    };
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
        history.ended(status.get(), exited);
      }
      case State.Created _, State.Unknown _ -> container.stop(grace, "its state is unknown");
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
    return switch (image.ensure(now)) {
      case Absent(String reason, String message, Optional<Instant> next) -> {
        waiting = Optional.of(new Waiting(reason, nullIfEmpty(message)));
        yield next;
      }
      case Present(ImageInfo info) -> start(sandbox, info, now);
    };
  }

  private Optional<Instant> backedOff(Instant now) {
    if (notBefore.filter(now::isBefore).isPresent()) {
      return notBefore;
    }
    Optional<Instant> due =
        history.ended().map(t -> restarts.notBefore(t.finishedAt())).filter(now::isBefore);
    if (due.isPresent() && waiting.filter(Endings::isCrashLoop).isEmpty()) {
      waiting = Optional.of(Endings.crashLoop(context, spec, restarts.delay()));
    }
    return due;
  }

  private Optional<Instant> start(SandboxLifecycle sandbox, ImageInfo info, Instant now) {
    try {
      var starter = new ContainerStarter(context, spec, sandbox);
      ContainerStatus status = starter.start(history.nextAttempt(), info);
      if (history.ended().isPresent()) {
        restarts = restarts.triedAt(now);
      }
      errors = Backoff.ofErrors();
      waiting = Optional.empty();
      notBefore = Optional.empty();
      history.began(status);
      watch(RunningContainer.Facts.of(status, now, sandbox.address(), false));
      history.removeOldest();
      return Optional.empty();
    } catch (ContainerStarter.StartFailure e) {
      errors = errors.triedAt(now);
      waiting = Optional.of(new Waiting(e.reason(), e.getMessage()));
      notBefore = Optional.of(errors.notBefore(now));
      return notBefore;
    }
  }

  void stop(Duration grace) {
    running.ifPresent(r -> r.stop(grace, "Stopping container " + spec.name()));
  }

  void close() {
    running.ifPresent(RunningContainer::close);
  }

  private ContainerEngine engine() {
    return context.services().engine();
  }

  private static @Nullable String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }

  /** One sentence of why it is not as it should be; empty when it is. */
  String problem() {
    if (running.isPresent()) {
      String seen = ready() ? "" : running.get().notReady();
      return seen.isEmpty() ? "" : "container " + spec.name() + " is not ready: " + seen;
    }
    Optional<Waiting> told = waiting.filter(w -> w.message() != null && !Endings.isCrashLoop(w));
    if (told.isPresent()) {
      return "container " + spec.name() + ": " + told.get().reason() + ": " + told.get().message();
    }
    return history.ended().isPresent() && !history.succeeded() ? history.words() : "";
  }

  private boolean ready() {
    return init ? succeeded() : running.filter(RunningContainer::ready).isPresent();
  }

  /** As the API shows it. */
  ContainerState.Status status(boolean initializing) {
    String idle = initializing ? "PodInitializing" : "ContainerCreating";
    boolean idling = running.isEmpty() && (waiting.isPresent() || history.ended().isEmpty());
    Optional<Terminated> last = idling ? history.ended().or(history::before) : history.before();
    return new ContainerState.Status(
        spec.name(),
        state(new Waiting(idle, null)),
        new ContainerState(null, null, last.orElse(null)),
        ready(),
        Math.max(0, history.nextAttempt() - 1),
        spec.image(),
        history.imageId(),
        nullIfEmpty(history.containerId()),
        running.filter(RunningContainer::started).isPresent());
  }

  private ContainerState state(Waiting idle) {
    if (running.isPresent()) {
      return new ContainerState(null, new Running(running.get().facts().startedAt()), null);
    }
    if (history.ended().isPresent() && waiting.isEmpty()) {
      return new ContainerState(null, null, history.ended().get());
    }
    return new ContainerState(waiting.orElse(idle), null, null);
  }
}
