package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.PodSpec;
import dev.keelson.runtime.manifest.QosClass;
import dev.keelson.runtime.pod.PodStatus.Address;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The status of a pod from those of its containers, as the kubelet's {@code generateAPIPodStatus}.
 */
final class PodStatuses {
  private PodStatuses() {}

  /**
   * Why the node ended a pod before its containers came to their end.
   *
   * @param rejected it did not let it in at all
   */
  record Failure(String reason, String message, boolean rejected) {
    static final Failure DEADLINE_EXCEEDED =
        new Failure(
            "DeadlineExceeded",
            "Pod was active on the node longer than the specified deadline",
            false);
  }

  /**
   * What is seen of a pod.
   *
   * @param sandboxReady containers may be started
   * @param initialized a regular container was started in the present sandbox
   * @param restartingAll one has asked for all containers to be started anew
   * @param resources of the pod as a whole
   * @param init in the order of the manifest, as are the others
   */
  record Seen(
      PodSpec spec,
      boolean sandboxReady,
      boolean initialized,
      boolean restartingAll,
      Optional<Failure> failure,
      List<String> hostIps,
      List<String> podIps,
      Instant startTime,
      ApiResources resources,
      List<ContainerState.Status> init,
      List<ContainerState.Status> containers) {}

  /**
   * The status at that time.
   *
   * @param before the status until now, whose transition times stay where nothing changed
   */
  static PodStatus of(Seen seen, Optional<PodStatus> before, Instant now) {
    Optional<Failure> rejection = seen.failure().filter(Failure::rejected);
    return rejection.isPresent() ? rejected(seen, rejection.get()) : status(seen, before, now);
  }

  /** Of what was never let in the kubelet says no more than why. */
  private static PodStatus rejected(Seen seen, Failure why) {
    return new PodStatus(
        PodPhase.FAILED,
        List.of(),
        why.message(),
        why.reason(),
        null,
        List.of(),
        null,
        List.of(),
        seen.startTime(),
        List.of(),
        List.of(),
        QosClass.of(seen.spec()).word(),
        null,
        null);
  }

  private static PodStatus status(Seen seen, Optional<PodStatus> before, Instant now) {
    String phase =
        seen.failure().isPresent()
            ? PodPhase.FAILED
            : PodPhase.of(seen.spec(), seen.init(), seen.containers(), seen.initialized());
    int messageBytes = LastWords.messageBytes(seen.init().size() + seen.containers().size());
    return new PodStatus(
        phase,
        PodConditions.of(seen, phase, before.map(PodStatus::conditions).orElse(List.of()), now),
        seen.failure().map(Failure::message).orElse(null),
        seen.failure().map(Failure::reason).orElse(null),
        seen.hostIps().isEmpty() ? null : seen.hostIps().getFirst(),
        seen.hostIps().stream().map(Address::new).toList(),
        seen.podIps().isEmpty() ? null : seen.podIps().getFirst(),
        seen.podIps().stream().map(Address::new).toList(),
        seen.startTime(),
        seen.init().stream().map(s -> s.withMessagesOf(messageBytes)).toList(),
        seen.containers().stream()
            .map(s -> s.withMessagesOf(messageBytes))
            .sorted(Comparator.comparing(ContainerState.Status::name))
            .toList(),
        QosClass.of(seen.spec()).word(),
        seen.resources().requests(),
        seen.resources());
  }
}
