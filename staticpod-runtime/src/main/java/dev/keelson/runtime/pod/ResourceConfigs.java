package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.Resources;
import dev.keelson.runtime.manifest.ContainerSpec;
import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.manifest.PodSpec;
import dev.keelson.runtime.manifest.QosClass;
import dev.keelson.runtime.manifest.Quantity;
import dev.keelson.runtime.manifest.ResourceSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Kernel figures from requests and limits, as the kubelet's {@code cm} and {@code qos} packages.
 */
final class ResourceConfigs {
  private static final long MIN_SHARES = 2;
  private static final long MAX_SHARES = 262_144;
  private static final long PERIOD_MICROS = 100_000;
  private static final long MIN_QUOTA_MICROS = 1_000;
  private static final int SANDBOX_OOM_SCORE = -998;
  private static final int GUARANTEED_OOM_SCORE = -997;
  private static final int BEST_EFFORT_OOM_SCORE = 1000;

  private ResourceConfigs() {}

  static String cgroupParent(PodManifest pod) {
    String parent =
        switch (QosClass.of(pod.spec())) {
          case GUARANTEED -> "/kubepods";
          case BURSTABLE -> "/kubepods/burstable";
          case BEST_EFFORT -> "/kubepods/besteffort";
        };
    return parent + "/pod" + pod.uid();
  }

  static Resources ofContainer(PodSpec pod, ContainerSpec container, long memoryBytes) {
    ResourceSpec resources = container.resources();
    OptionalLong quota = quota(resources.limit("cpu").map(Quantity::milli));
    return new Resources(
        OptionalLong.of(shares(resources.request("cpu").map(Quantity::milli).orElse(0L))),
        quota,
        quota.isPresent() ? OptionalLong.of(PERIOD_MICROS) : OptionalLong.empty(),
        optional(resources.limit("memory").map(Quantity::units)),
        OptionalLong.empty(),
        oomScore(pod, container, memoryBytes));
  }

  /** The pod's own cgroup: what its containers ask for together, bounded where all are bounded. */
  static Resources ofPod(PodSpec pod) {
    long requested = sum(pod, c -> c.resources().request("cpu").map(Quantity::milli)).orElse(0L);
    OptionalLong quota = quota(sumIfAll(pod, c -> c.resources().limit("cpu").map(Quantity::milli)));
    return new Resources(
        OptionalLong.of(shares(requested)),
        quota,
        quota.isPresent() ? OptionalLong.of(PERIOD_MICROS) : OptionalLong.empty(),
        optional(sumIfAll(pod, c -> c.resources().limit("memory").map(Quantity::units))),
        OptionalLong.empty(),
        SANDBOX_OOM_SCORE);
  }

  /** One figure of a container, where it has it. */
  private interface Figure {
    Optional<Long> of(ContainerSpec container);
  }

  private static Optional<Long> sumIfAll(PodSpec pod, Figure figure) {
    boolean all = pod.allContainers().allMatch(c -> figure.of(c).isPresent());
    return all ? sum(pod, figure) : Optional.empty();
  }

  /** Init containers run before the others, one at a time: the largest counts, not their sum. */
  private static Optional<Long> sum(PodSpec pod, Figure figure) {
    long regular = total(pod.containers(), figure);
    long init =
        pod.initContainers().stream().mapToLong(c -> figure.of(c).orElse(0L)).max().orElse(0);
    return Optional.of(Math.max(regular, init));
  }

  private static long total(List<ContainerSpec> containers, Figure figure) {
    return containers.stream().mapToLong(c -> figure.of(c).orElse(0L)).sum();
  }

  private static OptionalLong optional(Optional<Long> value) {
    return value.map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  static long shares(long milliCpus) {
    return Math.clamp(milliCpus * 1024 / 1000, MIN_SHARES, MAX_SHARES);
  }

  private static OptionalLong quota(Optional<Long> milliCpus) {
    return optional(milliCpus.map(m -> Math.max(MIN_QUOTA_MICROS, m * PERIOD_MICROS / 1000)));
  }

  static int oomScore(PodSpec pod, ContainerSpec container, long memoryBytes) {
    if (pod.priorityClassName().equals("system-node-critical")) {
      return GUARANTEED_OOM_SCORE;
    }
    return switch (QosClass.of(pod)) {
      case GUARANTEED -> GUARANTEED_OOM_SCORE;
      case BEST_EFFORT -> BEST_EFFORT_OOM_SCORE;
      case BURSTABLE -> {
        long request = container.resources().request("memory").map(Quantity::units).orElse(0L);
        long score = 1000 - 1000 * request / Math.max(1, memoryBytes);
        yield Math.clamp(score, 3, 999);
      }
    };
  }
}
