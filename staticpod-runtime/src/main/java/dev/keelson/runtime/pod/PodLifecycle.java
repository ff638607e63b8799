package dev.keelson.runtime.pod;

import dev.keelson.runtime.linux.ProcessTree;
import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.rollout.Rejection;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One pod of one uid, from its first step to the last. Each {@link #step} does what can be done now
 * and never waits; whatever takes time wakes the worker when it is done. Used by the worker alone.
 *
 * <pre>
 *   volumes, sandbox ─▶ containers, in their order ─▶ over (Never, OnFailure)
 *          any of these ── stop ──▶ containers stopped ─▶ sandbox, volumes, logs removed ─▶ gone
 * </pre>
 */
final class PodLifecycle {
  private static final String SUPERSEDED = "superseded";
  private static final Duration LEAST_GRACE = Duration.ofSeconds(1);

  private final PodContext context;
  private final SandboxLifecycle sandbox;
  private final PodContainers containers;
  private final AllContainersRestart restart;
  private final PodTurn turn;
  private final PodAdmission admission;
  private final PodRemoval removal;
  private final ApiResources resources;
  private final ActiveTime active;
  private Instant startTime;
  private Optional<Duration> stopGrace = Optional.empty();
  private Optional<PodStatuses.Failure> failure = Optional.empty();
  private Instant nextResync;
  private boolean settled;
  private boolean onTrial;
  private Optional<PodStatus> status = Optional.empty();

  PodLifecycle(PodManifest manifest, PodServices services, Runnable wake) {
    this.context = PodContext.of(manifest, services, wake);
    this.sandbox = new SandboxLifecycle(context);
    this.containers = new PodContainers(context);
    this.restart = new AllContainersRestart(containers);
    this.turn = new PodTurn(context);
    this.admission = new PodAdmission(context);
    this.removal = new PodRemoval(context, sandbox);
    this.resources = PodResources.of(manifest);
    this.active = new ActiveTime(services.timers());
    this.startTime = context.now();
    this.nextResync = startTime.plus(resync());
  }

  /** Takes over what an earlier runtime left of this pod; what runs, runs on. */
  void adopt(FoundPod found) {
    boolean ready = found.ready();
    startTime = found.sandboxes().getFirst().createdAt();
    admission.was();
    active.found(startTime, ready);
    turn.came();
    String address = found.address(context);
    containers.all().forEach(c -> c.adopt(found.containers(c.spec().name()), ready, address));
    sandbox.adopt(found.sandboxes());
    if (!ready) {
      containers.all().forEach(ContainerLifecycle::sandboxLost);
    }
  }

  private Duration resync() {
    return context.services().settings().kubelet().syncFrequency();
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
    return containers.anyAlive();
  }

  /** A container that is to run for good has ended, or cannot be started. */
  boolean hasEnded() {
    return containers.anyHasEnded();
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

  /**
   * From now on a twin listens on its ports too, or does not any more.
   *
   * @param fromLoopback connections from loopback addresses come to this one
   */
  void sharesPorts(boolean now, boolean fromLoopback) {
    context.answers().shared(now, fromLoopback);
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
    return removal.done();
  }

  private Duration ownGrace() {
    return manifest().spec().terminationGracePeriod();
  }

  /** From the next step on it is stopped, with its grace period or a shorter one. */
  void stop(Optional<Duration> most) {
    Duration own = manifest().stopGrace().orElse(ownGrace());
    Duration wanted = most.filter(m -> m.compareTo(own) < 0).orElse(own);
    boolean tooShort = manifest().stopGrace().isEmpty() && wanted.compareTo(LEAST_GRACE) < 0;
    Duration grace = tooShort ? LEAST_GRACE : wanted;
    if (stopGrace.filter(g -> g.compareTo(grace) <= 0).isEmpty()) {
      stopGrace = Optional.of(grace);
    }
  }

  /** Does what can be done now and says when to look again, whatever happens until then. */
  Optional<Instant> step() {
    Instant now = context.now();
    noticeClock(now);
    containers.all().forEach(c -> c.refresh(ownGrace()));
    Optional<Instant> next = stopping() ? remove(now) : progress(now);
    status = Optional.of(PodStatuses.of(seen(), status, now));
    if (!now.isBefore(nextResync)) {
      nextResync = now.plus(resync());
    }
    return gone() ? Optional.empty() : PodContainers.earlier(next, Optional.of(nextResync));
  }

  /** What lies ahead and should not was counted by a clock that was set back since. */
  private void noticeClock(Instant now) {
    startTime = startTime.isAfter(now) ? now : startTime;
    nextResync = nextResync.isAfter(now.plus(resync())) ? now : nextResync;
  }

  private Optional<Instant> progress(Instant now) {
    if (onTrial && hasEnded()) {
      return Optional.empty();
    }
    boolean over = containers.over();
    if (!over && !sandbox.present() && failure.isEmpty()) {
      failure = admission.ask();
    }
    Optional<Duration> most = manifest().spec().activeDeadline();
    Optional<Instant> deadline = most.flatMap(active::endOf);
    if (!over && failure.isEmpty() && most.isPresent() && deadline.isEmpty()) {
      failure = Optional.of(PodStatuses.Failure.DEADLINE_EXCEEDED);
      context.events().normal("", failure.get().reason(), failure.get().message());
    }
    if (over || failure.isPresent()) {
      settle();
      return Optional.empty();
    }
    if (restart.underWay()) {
      return PodContainers.earlier(deadline, restart.step(now));
    }
    if (!now.isBefore(nextResync) && sandbox.lost()) {
      containers.all().forEach(ContainerLifecycle::sandboxLost);
    }
    Optional<Instant> wait = sandbox.ensure(now).or(() -> turn.waitsUntil(now));
    return PodContainers.earlier(
        deadline, wait.isPresent() ? wait : containers.start(sandbox, now));
  }

  /** It has come to its end: what still runs is stopped, and its containers stay to be seen. */
  private void settle() {
    containers.stop(ownGrace());
    if (!settled && !containers.anyRuns()) {
      sandbox.stop();
      admission.end();
      settled = true;
    }
  }

  private Optional<Instant> remove(Instant now) {
    containers.stop(stopGrace.orElseThrow());
    if (containers.anyRuns()) {
      return Optional.empty();
    }
    admission.end();
    return removal.step(now);
  }

  /**
   * Whether a successor may start: its containers have ended, and its network is given back. What
   * else is left of it the next step removes.
   */
  boolean makesRoom() {
    containers.all().forEach(c -> c.refresh(ownGrace()));
    boolean ended = stopping() && !containers.anyRuns();
    if (ended) {
      admission.end();
    }
    return ended && sandbox.givesNetworkBack();
  }

  private PodStatuses.Seen seen() {
    return new PodStatuses.Seen(
        manifest().spec(),
        sandbox.present() && !settled && !gone(),
        containers.initialized(),
        restart.underWay(),
        failure,
        context.services().settings().addresses(),
        sandbox.addresses(),
        startTime,
        resources,
        containers.initStatuses(),
        containers.regularStatuses());
  }

  /** What is wrong with it, in sentences; empty when nothing is known to be. */
  String problems() {
    return Stream.of(
            sandbox.failure(),
            turn.problem(),
            removal.failure(),
            failure.map(PodStatuses.Failure::message).orElse(""),
            containers.problem())
        .filter(p -> !p.isEmpty())
        .collect(Collectors.joining("; "));
  }

  /** As it is after the last step that came to its end. */
  PodSnapshot snapshot(Want want, Optional<Rejection> rejection) {
    String problem =
        Stream.of(want.problem(), problems())
            .filter(p -> !p.isEmpty())
            .collect(Collectors.joining("; "));
    return new PodSnapshot(
        manifest().document(),
        manifest().revision(),
        want.manifest().map(PodManifest::revision).orElse(""),
        rejection.map(Rejection::revision).orElse(""),
        want.manifest().map(PodManifest::hash).orElse(""),
        rejection.map(Rejection::hash).orElse(""),
        manifest().source(),
        status.orElseGet(() -> PodStatuses.of(seen(), Optional.empty(), context.now())),
        problem,
        stopping());
  }

  /** Stops looking after it; what runs, runs on. */
  void close() {
    containers.all().forEach(ContainerLifecycle::close);
    sandbox.close();
  }
}
