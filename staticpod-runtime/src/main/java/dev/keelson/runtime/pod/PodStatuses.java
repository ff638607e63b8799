package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.PodSpec;
import dev.keelson.runtime.manifest.PodSpec.RestartPolicy;
import dev.keelson.runtime.manifest.QosClass;
import dev.keelson.runtime.pod.PodStatus.Address;
import dev.keelson.runtime.pod.PodStatus.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The status of a pod from those of its containers, as the kubelet's {@code getPhase} and {@code
 * status}.
 */
final class PodStatuses {
  private PodStatuses() {}

  /**
   * What is seen of a pod.
   *
   * @param sandboxReady containers may be started
   */
  record Seen(
      PodSpec spec,
      boolean sandboxReady,
      List<String> hostIps,
      List<String> podIps,
      Instant startTime,
      List<ContainerState.Status> init,
      List<ContainerState.Status> containers) {}

  /**
   * The status at that time.
   *
   * @param before the status until now, whose transition times stay where nothing changed
   */
  static PodStatus of(Seen seen, Optional<PodStatus> before, Instant now) {
    String phase = phase(seen);
    return new PodStatus(
        phase,
        conditions(seen, phase, before.map(PodStatus::conditions).orElse(List.of()), now),
        null,
        null,
        seen.hostIps().isEmpty() ? null : seen.hostIps().getFirst(),
        seen.hostIps().stream().map(Address::new).toList(),
        seen.podIps().isEmpty() ? null : seen.podIps().getFirst(),
        seen.podIps().stream().map(Address::new).toList(),
        seen.startTime(),
        seen.init(),
        seen.containers().stream()
            .sorted(Comparator.comparing(ContainerState.Status::name))
            .toList(),
        QosClass.of(seen.spec()).word());
  }

  private static String phase(Seen seen) {
    RestartPolicy policy = seen.spec().restartPolicy();
    if (policy == RestartPolicy.NEVER && seen.init().stream().anyMatch(PodStatuses::failed)) {
      return "Failed";
    }
    boolean initialized = seen.init().stream().allMatch(PodStatuses::completed);
    boolean begun = seen.containers().stream().allMatch(PodStatuses::hasRun);
    if (!(initialized || anyRuns(seen)) || !begun) {
      return "Pending";
    }
    if (anyRuns(seen) || policy == RestartPolicy.ALWAYS) {
      return "Running";
    }
    if (seen.containers().stream().allMatch(PodStatuses::completed)) {
      return "Succeeded";
    }
    return policy == RestartPolicy.NEVER ? "Failed" : "Running";
  }

  private static boolean anyRuns(Seen seen) {
    return seen.containers().stream().anyMatch(s -> s.state().running() != null);
  }

  private static boolean hasRun(ContainerState.Status status) {
    return status.state().waiting() == null || status.lastState().terminated() != null;
  }

  private static boolean completed(ContainerState.Status status) {
    var terminated = status.state().terminated();
    return terminated != null && terminated.exitCode() == 0;
  }

  private static boolean failed(ContainerState.Status status) {
    var terminated = status.state().terminated();
    return terminated != null && terminated.exitCode() != 0;
  }

  private static List<Condition> conditions(
      Seen seen, String phase, List<Condition> before, Instant now) {
    List<String> notInitialized = names(seen.init(), s -> completed(s) || anyRuns(seen));
    List<String> notReady = names(seen.containers(), ContainerState.Status::ready);
    var conditions = new ArrayList<Condition>();
    conditions.add(
        seen.sandboxReady()
            ? holds("PodReadyToStartContainers", now)
            : lacks("PodReadyToStartContainers", now, "", ""));
    conditions.add(
        notInitialized.isEmpty()
            ? holds("Initialized", now)
            : lacks(
                "Initialized",
                now,
                "ContainersNotInitialized",
                "containers with incomplete status: " + listed(notInitialized)));
    conditions.add(readiness("Ready", phase, notReady, now));
    conditions.add(readiness("ContainersReady", phase, notReady, now));
    conditions.add(holds("PodScheduled", now));
    return conditions.stream().map(c -> keepTime(c, before)).toList();
  }

  private static Condition readiness(
      String type, String phase, List<String> notReady, Instant now) {
    return switch (phase) {
      case "Succeeded" -> lacks(type, now, "PodCompleted", "");
      case "Failed" -> lacks(type, now, "PodFailed", "");
      default ->
          notReady.isEmpty()
              ? holds(type, now)
              : lacks(
                  type,
                  now,
                  "ContainersNotReady",
                  "containers with unready status: " + listed(notReady));
    };
  }

  private static List<String> names(
      List<ContainerState.Status> statuses, Predicate<ContainerState.Status> fine) {
    return statuses.stream().filter(fine.negate()).map(ContainerState.Status::name).toList();
  }

  private static String listed(List<String> names) {
    return "[" + String.join(" ", names) + "]";
  }

  private static Condition holds(String type, Instant now) {
    return new Condition(type, "True", now, null, null);
  }

  private static Condition lacks(String type, Instant now, String reason, String message) {
    return new Condition(
        type, "False", now, reason.isEmpty() ? null : reason, message.isEmpty() ? null : message);
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
