package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.ContainerSpec;
import dev.keelson.runtime.manifest.PodSpec;
import dev.keelson.runtime.manifest.QosClass;
import dev.keelson.runtime.manifest.Quantity;
import dev.keelson.runtime.manifest.ResourceTotals;
import java.util.Optional;

/** Who goes first when memory runs out, as the kubelet's {@code GetContainerOOMScoreAdjust}. */
final class OomScores {
  private static final int GUARANTEED = -997;
  private static final int BEST_EFFORT = 1000;

  private OomScores() {}

  /**
   * The score of a container.
   *
   * @param memoryBytes of the machine
   */
  static int of(PodSpec pod, ContainerSpec container, long memoryBytes) {
    if (pod.priorityClassName().equals("system-node-critical")) {
      return GUARANTEED;
    }
    return switch (QosClass.of(pod)) {
      case GUARANTEED -> GUARANTEED;
      case BEST_EFFORT -> BEST_EFFORT;
      case BURSTABLE -> burstable(pod, container, memoryBytes);
    };
  }

  private static int burstable(PodSpec pod, ContainerSpec container, long memoryBytes) {
    long extra = unassigned(pod);
    long score = score(memory(container) + extra, memoryBytes);
    if (container.role() == ContainerSpec.Role.SIDECAR) {
      long least = pod.containers().stream().mapToLong(OomScores::memory).min().orElse(0);
      score = Math.min(score, score(least + extra, memoryBytes));
    }
    return Math.clamp(score, 1000 + GUARANTEED, BEST_EFFORT - 1);
  }

  private static long score(long bytes, long memoryBytes) {
    return 1000 - 1000 * bytes / Math.max(1, memoryBytes);
  }

  /** What the pod as a whole requests beyond its containers, for each of them. */
  private static long unassigned(PodSpec pod) {
    Optional<Quantity> whole = pod.resources().flatMap(r -> r.request("memory"));
    if (whole.isEmpty()) {
      return 0;
    }
    long together =
        new ResourceTotals(pod.initContainers(), pod.containers())
            .requests("memory")
            .map(Quantity::units)
            .orElse(0L);
    return Math.max(0, whole.get().units() - together) / pod.allContainers().count();
  }

  private static long memory(ContainerSpec container) {
    return container.resources().request("memory").map(Quantity::units).orElse(0L);
  }
}
