package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.ContainerSpec;
import dev.keelson.runtime.manifest.ContainerSpec.Role;
import dev.keelson.runtime.pod.PodStatus.Condition;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The conditions of a pod, as the kubelet's {@code status} package generates them. */
final class PodConditions {
  private final PodStatuses.Seen seen;
  private final String phase;
  private final List<Condition> before;
  private final Instant now;

  private PodConditions(PodStatuses.Seen seen, String phase, List<Condition> before, Instant now) {
    this.seen = seen;
    this.phase = phase;
    this.before = before;
    this.now = now;
  }

  /**
   * The conditions at that time.
   *
   * @param before those until now, whose transition times stay where nothing changed
   */
  static List<Condition> of(
      PodStatuses.Seen seen, String phase, List<Condition> before, Instant now) {
    var conditions = new PodConditions(seen, phase, before, now);
    Stream<Condition> usual =
        Stream.of(
            conditions.readyToStartContainers(),
            conditions.initialized(),
            conditions.containersReady("Ready"),
            conditions.containersReady("ContainersReady"),
            conditions.holds("PodScheduled"));
    Stream<Condition> more =
        seen.spec().mayRestartAll() ? Stream.of(conditions.restartingAll()) : Stream.empty();
    return Stream.concat(usual, more).map(c -> keepTime(c, before)).toList();
  }

  private Condition readyToStartContainers() {
    String type = "PodReadyToStartContainers";
    return seen.sandboxReady()
        ? holds(type)
        : lacks(type, "PodSandboxNotReady", "pod sandbox is not ready");
  }

  private Condition initialized() {
    String type = "Initialized";
    if (phase.equals(PodPhase.SUCCEEDED)) {
      return new Condition(type, "True", now, "PodCompleted", null);
    }
    boolean regularStarted = seen.containers().stream().anyMatch(s -> s.state().waiting() == null);
    List<String> incomplete =
        seen.init().stream()
            .filter(s -> !isInitialized(s))
            .map(ContainerState.Status::name)
            .toList();
    return regularStarted || incomplete.isEmpty() || hasHeld(type)
        ? holds(type)
        : lacks(
            type,
            "ContainersNotInitialized",
            "containers with incomplete status: " + listed(incomplete));
  }

  /** A pod that was initialized stays so, whatever its init containers do again. */
  private boolean hasHeld(String type) {
    return before.stream().anyMatch(c -> c.type().equals(type) && c.status().equals("True"));
  }

  private Condition restartingAll() {
    String type = "AllContainersRestarting";
    if (phase.equals(PodPhase.SUCCEEDED)) {
      return lacks(type, "PodCompleted", "");
    }
    if (phase.equals(PodPhase.FAILED)) {
      return lacks(type, "PodFailed", "");
    }
    return seen.restartingAll()
        ? new Condition(
            type,
            "True",
            now,
            "RestartAllContainersStarted",
            "container exited with restart policy rule")
        : new Condition(type, "False", now, null, null);
  }

  private boolean isInitialized(ContainerState.Status status) {
    return isSidecar(status) ? Boolean.TRUE.equals(status.started()) : status.ready();
  }

  private boolean isSidecar(ContainerState.Status status) {
    Predicate<ContainerSpec> sidecar = c -> c.role() == Role.SIDECAR;
    return seen.spec().initContainers().stream()
        .anyMatch(sidecar.and(c -> c.name().equals(status.name())));
  }

  private Condition containersReady(String type) {
    if (phase.equals(PodPhase.SUCCEEDED)) {
      return lacks(type, "PodCompleted", "");
    }
    if (phase.equals(PodPhase.FAILED)) {
      return lacks(type, "PodFailed", "");
    }
    List<String> unready =
        Stream.concat(seen.init().stream().filter(this::isSidecar), seen.containers().stream())
            .filter(s -> !s.ready())
            .map(ContainerState.Status::name)
            .toList();
    return unready.isEmpty()
        ? holds(type)
        : lacks(type, "ContainersNotReady", "containers with unready status: " + listed(unready));
  }

  private static String listed(List<String> names) {
    return "[" + String.join(" ", names) + "]";
  }

  private Condition holds(String type) {
    return new Condition(type, "True", now, null, null);
  }

  private Condition lacks(String type, String reason, String message) {
    return new Condition(type, "False", now, reason, ContainerView.nullIfEmpty(message));
  }

  private static Condition keepTime(Condition now, List<Condition> before) {
    return before.stream()
        .filter(b -> b.type().equals(now.type()) && b.status().equals(now.status()))
        .findFirst()
        .map(b ->
            new Condition(
                now.type(), now.status(), b.lastTransitionTime(), now.reason(), now.message()))
        .orElse(now);
  }
}
