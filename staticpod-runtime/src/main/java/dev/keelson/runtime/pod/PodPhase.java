package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.ContainerSpec;
import dev.keelson.runtime.manifest.ContainerSpec.Role;
import dev.keelson.runtime.manifest.PodSpec;
import dev.keelson.runtime.pod.ContainerState.Terminated;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The phase of a pod from the states of its containers, as the kubelet's {@code getPhase}. */
final class PodPhase {
  static final String PENDING = "Pending";
  static final String RUNNING = "Running";
  static final String SUCCEEDED = "Succeeded";
  static final String FAILED = "Failed";

  private final PodSpec spec;
  private final List<ContainerState.Status> init;
  private final List<ContainerState.Status> regular;

  private PodPhase(
      PodSpec spec, List<ContainerState.Status> init, List<ContainerState.Status> regular) {
    this.spec = spec;
    this.init = init;
    this.regular = regular;
  }

  /**
   * The phase.
   *
   * @param initialized a regular container was started in the present sandbox
   */
  static String of(
      PodSpec spec,
      List<ContainerState.Status> init,
      List<ContainerState.Status> regular,
      boolean initialized) {
    return new PodPhase(spec, init, regular).phase(initialized);
  }

  private String phase(boolean initialized) {
    if (inits(
        Role.INIT, s -> ended(s).filter(t -> t.exitCode() != 0 && !restarts(s, t)).isPresent())) {
      return FAILED;
    }
    if (inits(Role.INIT, s -> ended(s).isEmpty())
        || (!initialized && inits(Role.SIDECAR, PodPhase::unstarted))
        || inits(Role.SIDECAR, PodPhase::neverRan)
        || regular.stream().anyMatch(PodPhase::neverRan)) {
      return PENDING;
    }
    if (inits(Role.SIDECAR, PodPhase::runs) || regular.stream().anyMatch(PodPhase::runs)) {
      return RUNNING;
    }
    return ending();
  }

  /** None runs; each was started at least once. */
  private String ending() {
    if (regular.stream().anyMatch(s -> ended(s).filter(t -> restarts(s, t)).isPresent())) {
      return RUNNING;
    }
    boolean succeeded =
        regular.stream()
            .allMatch(
                s -> s.state().terminated() != null && s.state().terminated().exitCode() == 0);
    return succeeded ? SUCCEEDED : FAILED;
  }

  private boolean inits(Role role, Predicate<ContainerState.Status> which) {
    return init.stream().filter(s -> spec(s).role() == role).anyMatch(which);
  }

  private ContainerSpec spec(ContainerState.Status status) {
    return spec.allContainers()
        .filter(c -> c.name().equals(status.name()))
        .findFirst()
        .orElseThrow();
  }

  private boolean restarts(ContainerState.Status status, Terminated end) {
    return Endings.isWithAll(end)
        || spec(status).restartsAfter(end.exitCode(), spec.restartPolicy());
  }

  private static boolean runs(ContainerState.Status status) {
    return status.state().running() != null;
  }

  /** How it ended last, also where it waits for its next start; empty while it runs. */
  private static Optional<Terminated> ended(ContainerState.Status status) {
    return runs(status)
        ? Optional.empty()
        : Optional.ofNullable(status.state().terminated())
            .or(() -> Optional.ofNullable(status.lastState().terminated()));
  }

  private static boolean neverRan(ContainerState.Status status) {
    return !runs(status) && ended(status).isEmpty();
  }

  private static boolean unstarted(ContainerState.Status status) {
    return neverRan(status) || (runs(status) && !Boolean.TRUE.equals(status.started()));
  }
}
