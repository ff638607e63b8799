package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.Resources;
import dev.keelson.runtime.manifest.ContainerSpec;
import dev.keelson.runtime.manifest.HugePageSize;
import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.manifest.PodSpec;
import dev.keelson.runtime.manifest.QosClass;
import dev.keelson.runtime.manifest.Quantity;
import dev.keelson.runtime.manifest.ResourceSpec;
import dev.keelson.runtime.manifest.ResourceTotals;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Kernel figures from requests and limits, as the kubelet's {@code cm} and {@code kuberuntime}
 * packages.
 */
final class ResourceConfigs {
  private static final long MIN_SHARES = 2;
  private static final long MAX_SHARES = 262_144;
  private static final long MIN_QUOTA_MICROS = 1_000;
  private static final int SANDBOX_OOM_SCORE = -998;
  private static final String CPU = "cpu";
  private static final String MEMORY = "memory";

  private ResourceConfigs() {}

  static String cgroupParent(PodManifest pod) {
    return QosShares.cgroup(QosClass.of(pod.spec())) + "/pod" + pod.uid();
  }

  /** A container's own; a limit that it lacks is the pod's where that has one. */
  static Resources ofContainer(PodSpec pod, ContainerSpec container, NodeSettings node) {
    ResourceSpec resources = container.resources();
    Optional<Quantity> cpuLimit = resources.limit(CPU).or(() -> limitOfPod(pod, CPU));
    Optional<Quantity> cpu =
        resources.requests().containsKey(CPU) ? resources.request(CPU) : cpuLimit;
    return with(
        node,
        cpu,
        cpuLimit,
        resources.limit(MEMORY).or(() -> limitOfPod(pod, MEMORY)),
        OptionalLong.empty(),
        hugePages(pod, container),
        OomScores.of(pod, container, node.capacity().memoryBytes()));
  }

  /** The pod's own cgroup: what it or its containers ask for together, bounded where all are. */
  static Resources ofPod(PodSpec pod, NodeSettings node) {
    var totals = new ResourceTotals(pod.initContainers(), pod.containers());
    long pids = node.kubelet().resources().podPidsLimit();
    return with(
        node,
        cpuRequest(pod),
        limit(pod, totals, CPU),
        limit(pod, totals, MEMORY),
        pids > 0 ? OptionalLong.of(pids) : OptionalLong.empty(),
        bySize(hugePagesOf(pod)),
        SANDBOX_OOM_SCORE);
  }

  /** What the pod requests of the processors. */
  static Optional<Quantity> cpuRequest(PodSpec pod) {
    var totals = new ResourceTotals(pod.initContainers(), pod.containers());
    return pod.resources().flatMap(r -> r.request(CPU)).or(() -> totals.requests(CPU));
  }

  /** What the pod requests of huge pages, in bytes by resource. */
  static Map<String, Long> hugePagesOf(PodSpec pod) {
    var totals = new ResourceTotals(pod.initContainers(), pod.containers());
    Map<String, Long> requests = new HashMap<>();
    resources(pod)
        .flatMap(r -> r.requests().keySet().stream())
        .filter(HugePageSize::isResource)
        .forEach(name ->
            pod.resources()
                .flatMap(r -> r.request(name))
                .or(() -> totals.requests(name))
                .ifPresent(q -> requests.put(name, q.units())));
    return requests;
  }

  private static Stream<ResourceSpec> resources(PodSpec pod) {
    return Stream.concat(
        pod.resources().stream(), pod.allContainers().map(ContainerSpec::resources));
  }

  /** Its own limits; of sizes that it does not name, the pod's. */
  private static Map<Long, Long> hugePages(PodSpec pod, ContainerSpec container) {
    Map<String, Long> limits = new HashMap<>();
    Stream.concat(pod.resources().stream(), Stream.of(container.resources()))
        .forEach(r ->
            r.limits().keySet().stream()
                .filter(HugePageSize::isResource)
                .forEach(name -> r.limit(name).ifPresent(q -> limits.put(name, q.units()))));
    return bySize(limits);
  }

  private static Map<Long, Long> bySize(Map<String, Long> byResource) {
    Map<Long, Long> bySize = new HashMap<>();
    byResource.forEach((name, bytes) ->
        HugePageSize.ofResource(name).ifPresent(s -> bySize.merge(s.bytes(), bytes, Long::sum)));
    return bySize;
  }

  private static Optional<Quantity> limitOfPod(PodSpec pod, String resource) {
    return pod.resources().flatMap(r -> r.limit(resource));
  }

  private static Optional<Quantity> limit(PodSpec pod, ResourceTotals totals, String resource) {
    boolean all = pod.allContainers().allMatch(c -> c.resources().limit(resource).isPresent());
    return limitOfPod(pod, resource).or(() -> all ? totals.limits(resource) : Optional.empty());
  }

  private static Resources with(
      NodeSettings node,
      Optional<Quantity> cpu,
      Optional<Quantity> cpuLimit,
      Optional<Quantity> memoryLimit,
      OptionalLong pids,
      Map<Long, Long> hugePages,
      int oomScore) {
    boolean bounded = cpuLimit.isPresent() && node.kubelet().resources().cpuCfsQuota();
    long period = node.kubelet().resources().cpuCfsQuotaPeriod().toNanos() / 1000;
    return new Resources(
        OptionalLong.of(shares(cpu.map(Quantity::milli).orElse(0L))),
        bounded ? OptionalLong.of(quota(cpuLimit.get().milli(), period)) : OptionalLong.empty(),
        bounded ? OptionalLong.of(period) : OptionalLong.empty(),
        memoryLimit.map(q -> OptionalLong.of(q.units())).orElse(OptionalLong.empty()),
        pids,
        hugePages,
        oomScore);
  }

  static long shares(long milliCpus) {
    return Math.clamp(milliCpus * 1024 / 1000, MIN_SHARES, MAX_SHARES);
  }

  private static long quota(long milliCpus, long periodMicros) {
    return Math.max(MIN_QUOTA_MICROS, milliCpus * periodMicros / 1000);
  }
}
