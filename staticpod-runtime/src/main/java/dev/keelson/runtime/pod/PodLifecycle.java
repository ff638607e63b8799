package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.linux.ProcessTree;
import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.manifest.PodSpec.RestartPolicy;
import dev.keelson.runtime.volume.PodDirectory;
import dev.keelson.runtime.volume.VolumeException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One pod of one uid, from its first step to the last. Each {@link #step} does what can be done now
 * and never waits; whatever takes time wakes the worker when it is done. Used by the worker alone.
 *
 * <pre>
 *   volumes, sandbox ─▶ init containers, one by one ─▶ containers, in order ─▶ over (Never, OnFailure)
 *          any of these ── stop ──▶ containers stopped ─▶ sandbox, volumes, logs removed ─▶ gone
 * </pre>
 */
final class PodLifecycle {
  private static final String SUPERSEDED = "superseded";
  private static final Duration RESYNC = Duration.ofSeconds(20);

  private final PodContext context;
  private final SandboxLifecycle sandbox;
  private final List<ContainerLifecycle> init;
  private final List<ContainerLifecycle> containers;
  private Instant startTime;
  private Optional<Duration> stopGrace = Optional.empty();
  private Backoff errors = Backoff.ofErrors();
  private Instant nextResync;
  private Instant removeNotBefore = Instant.MIN;
  private String removeFailure = "";
  private boolean settled;
  private boolean gone;
  private boolean onTrial;
  private Optional<PodStatus> status = Optional.empty();

  PodLifecycle(PodManifest manifest, PodServices services, Runnable wake) {
    this.context = PodContext.of(manifest, services, wake);
    this.sandbox = new SandboxLifecycle(context);
    this.init =
        manifest.spec().initContainers().stream()
            .map(c -> new ContainerLifecycle(context, c, true))
            .toList();
    this.containers =
        manifest.spec().containers().stream()
            .map(c -> new ContainerLifecycle(context, c, false))
            .toList();
    this.startTime = context.now();
    this.nextResync = startTime.plus(RESYNC);
  }

  /** Takes over what an earlier runtime left of this pod; what runs, runs on. */
  void adopt(FoundPod found) {
    boolean ready = found.ready();
    startTime = found.sandboxes().getFirst().createdAt();
    String address = found.address(context);
    all().forEach(c -> c.adopt(found.containers(c.name()), ready, address));
    sandbox.adopt(found.sandboxes());
    if (!ready) {
      all().forEach(ContainerLifecycle::sandboxLost);
    }
  }

  PodManifest manifest() {
    return context.manifest();
  }

  String uid() {
    return manifest().uid();
  }

  EventRecorder events() {
    return context.events();
  }

  /** What runs of it now. */
  ProcessTree processes() {
    return context.services().processes(uid());
  }

  /** Whether any of its containers runs, as the engine says this moment. */
  boolean alive() {
    return containers.stream().anyMatch(ContainerLifecycle::alive);
  }

  /** A container that is to run for good has ended, or cannot be started. */
  boolean hasEnded() {
    return containers.stream().anyMatch(ContainerLifecycle::hasEnded)
        || init.stream().anyMatch(c -> c.hasEnded() && !c.succeeded());
  }

  /** Whether its last status says so. */
  boolean ready() {
    return status.stream()
        .flatMap(s -> s.conditions().stream())
        .anyMatch(c -> c.type().equals("Ready") && c.status().equals("True"));
  }

  /** While it is on trial, what ends is not started again. */
  void onTrial(boolean now) {
    onTrial = now;
  }

  /** From now on a twin listens on its ports too, or does not any more. */
  void sharesPorts(boolean now) {
    context.answers().shared(now);
  }

  /** Whoever finds it running stops it: its successor has taken over. */
  void markSuperseded() {
    context.directory().write(SUPERSEDED, manifest().revision());
  }

  boolean superseded() {
    return Files.exists(context.directory().file(SUPERSEDED));
  }

  boolean stopping() {
    return stopGrace.isPresent();
  }

  /** Nothing of it is left. */
  boolean gone() {
    return gone;
  }

  private Stream<ContainerLifecycle> all() {
    return Stream.concat(init.stream(), containers.stream());
  }

  /** From the next step on it is stopped, with its grace period or a shorter one. */
  void stop(Optional<Duration> most) {
    Duration own = manifest().spec().terminationGracePeriod();
    Duration grace = most.filter(m -> m.compareTo(own) < 0).orElse(own);
    if (stopGrace.filter(g -> g.compareTo(grace) <= 0).isEmpty()) {
      stopGrace = Optional.of(grace);
    }
  }

  /** Does what can be done now and says when to look again, whatever happens until then. */
  Optional<Instant> step() {
    Instant now = context.now();
    all().forEach(c -> c.refresh(manifest().spec().terminationGracePeriod()));
    Optional<Instant> next = stopping() ? stopStep(now) : progress(now);
    status = Optional.of(PodStatuses.of(seen(), status, now));
    if (!now.isBefore(nextResync)) {
      nextResync = now.plus(RESYNC);
    }
    return gone ? Optional.empty() : earlier(next, Optional.of(nextResync));
  }

  private Optional<Instant> progress(Instant now) {
    if (onTrial && hasEnded()) {
      return Optional.empty();
    }
    if (isOver()) {
      if (!settled && all().noneMatch(ContainerLifecycle::isRunning)) {
        sandbox.stop();
        settled = true;
      }
      return Optional.empty();
    }
    if (!now.isBefore(nextResync) && sandbox.lost()) {
      all().forEach(ContainerLifecycle::sandboxLost);
    }
    Optional<Instant> wait = sandbox.ensure(now);
    if (wait.isPresent()) {
      return wait;
    }
    return initialized() ? startContainers(now) : startInit(now);
  }

  /** Restart policies Never and OnFailure let a pod come to its end. */
  private boolean isOver() {
    boolean initFailed =
        manifest().spec().restartPolicy() == RestartPolicy.NEVER
            && init.stream().anyMatch(c -> c.over() && !c.succeeded());
    return initFailed || containers.stream().allMatch(ContainerLifecycle::over);
  }

  private boolean initialized() {
    return init.stream().allMatch(ContainerLifecycle::succeeded)
        || containers.stream().anyMatch(ContainerLifecycle::wasMade);
  }

  private Optional<Instant> startInit(Instant now) {
    return init.stream()
        .filter(c -> !c.succeeded())
        .findFirst()
        .flatMap(c -> c.ensure(sandbox, now));
  }

  private Optional<Instant> startContainers(Instant now) {
    Optional<Instant> next = Optional.empty();
    for (ContainerLifecycle container : containers) {
      next = earlier(next, container.ensure(sandbox, now));
      if (container.holdsOthers()) {
        break;
      }
    }
    return next;
  }

  private Optional<Instant> stopStep(Instant now) {
    Duration grace = stopGrace.orElseThrow();
    all().forEach(c -> c.stop(grace));
    if (all().anyMatch(ContainerLifecycle::isRunning)) {
      return Optional.empty();
    }
    if (now.isBefore(removeNotBefore)) {
      return Optional.of(removeNotBefore);
    }
    try {
      sandbox.remove();
      context.directory().remove();
      PodDirectory.removeLogs(context.logs());
      gone = true;
      return Optional.empty();
    } catch (EngineException | VolumeException e) {
      errors = errors.triedAt(now);
      removeFailure = String.valueOf(e.getMessage());
      removeNotBefore = errors.notBefore(now);
      return Optional.of(removeNotBefore);
    }
  }

  private static Optional<Instant> earlier(Optional<Instant> a, Optional<Instant> b) {
    return Stream.of(a, b).flatMap(Optional::stream).min(Instant::compareTo);
  }

  private PodStatuses.Seen seen() {
    boolean initializing = !initialized();
    return new PodStatuses.Seen(
        manifest().spec(),
        sandbox.present() && !gone,
        context.services().settings().addresses(),
        sandbox.addresses(),
        startTime,
        init.stream().map(c -> c.status(!c.wasMade())).toList(),
        containers.stream().map(c -> c.status(initializing)).toList());
  }

  /** What is wrong with it, in sentences; empty when nothing is known to be. */
  String problems() {
    return Stream.concat(
            Stream.of(sandbox.failure(), removeFailure), all().map(ContainerLifecycle::problem))
        .filter(p -> !p.isEmpty())
        .collect(Collectors.joining("; "));
  }

  /** As it is after the last step. */
  PodSnapshot snapshot(Want want, String rejectedRevision) {
    String desired = want.manifest().map(PodManifest::revision).orElse("");
    String problem =
        Stream.of(want.problem(), problems())
            .filter(p -> !p.isEmpty())
            .collect(Collectors.joining("; "));
    return new PodSnapshot(
        manifest().document(),
        manifest().revision(),
        desired,
        rejectedRevision,
        manifest().source(),
        Objects.requireNonNull(status.orElse(null), "no step was taken"),
        problem,
        stopping());
  }

  /** Stops looking after it; what runs, runs on. */
  void close() {
    all().forEach(ContainerLifecycle::close);
    sandbox.close();
  }
}
