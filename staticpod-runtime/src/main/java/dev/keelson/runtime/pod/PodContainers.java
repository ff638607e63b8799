package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.ContainerSpec.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The containers of one pod and the order in which they start and stop. Used by the pod's worker
 * alone.
 *
 * <pre>
 *   start   init containers one by one, a sidecar among them goes on running ─▶ the regular ones
 *   stop    the regular ones, all at once ─▶ the sidecars, last one first; one grace period for all
 * </pre>
 */
final class PodContainers {
  private final List<ContainerLifecycle> init;
  private final List<ContainerLifecycle> regular;

  PodContainers(PodContext context) {
    var volumes = new ImageVolumes(context);
    this.init =
        context.manifest().spec().initContainers().stream()
            .map(c -> new ContainerLifecycle(context, c, volumes))
            .toList();
    this.regular =
        context.manifest().spec().containers().stream()
            .map(c -> new ContainerLifecycle(context, c, volumes))
            .toList();
  }

  Stream<ContainerLifecycle> all() {
    return Stream.concat(init.stream(), regular.stream());
  }

  boolean anyRuns() {
    return all().anyMatch(ContainerLifecycle::isRunning);
  }

  /** Whether a regular container runs, as the engine says this moment. */
  boolean anyAlive() {
    return regular.stream().anyMatch(ContainerLifecycle::alive);
  }

  /** A container that is to run for good has ended, or an init container has failed. */
  boolean anyHasEnded() {
    return regular.stream().anyMatch(ContainerLifecycle::hasEnded)
        || init.stream().anyMatch(c -> c.hasEnded() && !c.succeeded());
  }

  /** A regular container was started in the present sandbox, so the init containers are done. */
  boolean initialized() {
    return regular.stream().anyMatch(ContainerLifecycle::hasBegun);
  }

  /** None but sidecars will run any more: all have ended for good, or an init container has. */
  boolean over() {
    boolean initFailed =
        !initialized()
            && init.stream()
                .anyMatch(c -> c.spec().role() == Role.INIT && c.over() && !c.succeeded());
    return initFailed || regular.stream().allMatch(ContainerLifecycle::over);
  }

  /** Starts what may start now; says when to look again. */
  Optional<Instant> start(SandboxLifecycle sandbox, Instant now) {
    Optional<Instant> next = Optional.empty();
    boolean initialized = initialized();
    for (ContainerLifecycle container : init) {
      boolean sidecar = container.spec().role() == Role.SIDECAR;
      if (sidecar ? container.isStarted() : initialized || container.succeeded()) {
        continue;
      }
      next = earlier(next, container.ensure(sandbox, now));
      boolean gates = sidecar ? !container.isStarted() : !container.succeeded();
      if (container.holdsOthers() || (gates && !initialized)) {
        return next;
      }
    }
    return earlier(next, startRegular(sandbox, now));
  }

  private Optional<Instant> startRegular(SandboxLifecycle sandbox, Instant now) {
    Optional<Instant> next = Optional.empty();
    for (ContainerLifecycle container : regular) {
      next = earlier(next, container.ensure(sandbox, now));
      if (container.holdsOthers()) {
        break;
      }
    }
    return next;
  }

  /** Goes on stopping them; to be called again whenever one has ended. */
  void stop(Duration grace) {
    boolean turn = true;
    for (ContainerLifecycle container : regular) {
      container.stop(grace, true);
      turn &= !container.isRunning();
    }
    for (ContainerLifecycle container : init.reversed()) {
      boolean sidecar = container.spec().role() == Role.SIDECAR;
      container.stop(grace, turn || !sidecar);
      turn &= !(sidecar && container.isRunning());
    }
  }

  List<ContainerState.Status> initStatuses() {
    return statuses(init);
  }

  List<ContainerState.Status> regularStatuses() {
    return statuses(regular);
  }

  private List<ContainerState.Status> statuses(List<ContainerLifecycle> containers) {
    String idle = init.isEmpty() ? "ContainerCreating" : "PodInitializing";
    return containers.stream().map(c -> c.view().status(idle)).toList();
  }

  /** What is wrong with them, each in a sentence; empty when nothing is. */
  String problem() {
    return tell(c -> c.view().problem());
  }

  private String tell(Function<ContainerLifecycle, String> words) {
    return all().map(words).filter(w -> !w.isEmpty()).collect(Collectors.joining("; "));
  }

  static Optional<Instant> earlier(Optional<Instant> a, Optional<Instant> b) {
    return Stream.of(a, b).flatMap(Optional::stream).min(Instant::compareTo);
  }
}
