package dev.keelson.runtime.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a {@code KubeletConfiguration} says that has a meaning here, complete; the fields are those
 * of {@code kubelet.config.k8s.io/v1beta1} with the kubelet's defaults.
 *
 * @param syncFrequency how often a pod is looked at though nothing happened; 20 s unless it is
 *     said, which costs little here
 * @param maxContainerRestartPeriod {@code crashLoopBackOff.maxContainerRestartPeriod}: the longest
 *     wait between restarts
 */
public record KubeletSettings(
    Logs logs,
    Network network,
    Images images,
    Resources resources,
    Security security,
    Shutdown shutdown,
    Duration syncFrequency,
    Duration maxContainerRestartPeriod) {
  /**
   * Containers' logs.
   *
   * @param directory {@code podLogsDir}
   * @param maxSize {@code containerLogMaxSize} in bytes, at which a log is rotated
   * @param maxFiles {@code containerLogMaxFiles} kept of one container, at least two
   * @param monitorInterval {@code containerLogMonitorInterval}
   */
  public record Logs(Path directory, long maxSize, int maxFiles, Duration monitorInterval) {}

  /**
   * Names and addresses of pods.
   *
   * @param clusterDns addresses of the cluster's DNS servers
   * @param clusterDomain empty for none
   * @param resolvConf {@code resolvConf}; empty where pods get nothing of the host's
   * @param podCidrs {@code podCIDR}, by comma: what addresses pods get where no CNI configuration
   *     is there
   */
  public record Network(
      List<String> clusterDns,
      String clusterDomain,
      Optional<Path> resolvConf,
      List<String> podCidrs) {
    public Network {
      clusterDns = List.copyOf(clusterDns);
      podCidrs = List.copyOf(podCidrs);
    }
  }

  /**
   * Images.
   *
   * @param gcHighThreshold per cent of the disk at which unused images are removed
   * @param gcLowThreshold per cent of the disk down to which they are
   * @param minimumAge unused for less than that, an image stays
   * @param maximumAge unused for longer than that, an image goes; zero for never
   * @param parallelPulls how many at a time; empty for any number, which it is unless it is said
   * @param pullsPerSecond {@code registryPullQPS}; zero for any number
   * @param pullBurst {@code registryBurst}
   */
  public record Images(
      int gcHighThreshold,
      int gcLowThreshold,
      Duration minimumAge,
      Duration maximumAge,
      Optional<Integer> parallelPulls,
      int pullsPerSecond,
      int pullBurst) {}

  /**
   * What pods may have of the machine.
   *
   * @param maxPods that the node runs
   * @param podPidsLimit processes of one pod; -1 for the machine's own limit
   * @param cpuCfsQuota whether a CPU limit is enforced
   * @param cpuCfsQuotaPeriod over which it is
   * @param failSwapOn whether the runtime refuses a machine with swap; false unless it is said, for
   *     a runtime that ran yesterday must not refuse to today
   */
  public record Resources(
      int maxPods,
      long podPidsLimit,
      boolean cpuCfsQuota,
      Duration cpuCfsQuotaPeriod,
      boolean failSwapOn) {}

  /**
   * What pods are allowed.
   *
   * @param allowedUnsafeSysctls names, or prefixes that end with {@code *}
   * @param seccompDefault containers without a profile get RuntimeDefault
   */
  public record Security(List<String> allowedUnsafeSysctls, boolean seccompDefault) {
    public Security {
      allowedUnsafeSysctls = List.copyOf(allowedUnsafeSysctls);
    }
  }

  /**
   * How long pods get when all of them are stopped.
   *
   * @param gracePeriod of all of it; zero for each pod's own
   * @param criticalPods the last part of it, which critical pods have for themselves
   * @param byPriority {@code shutdownGracePeriodByPodPriority}: what pods of that priority, and of
   *     higher ones below the next of these, get instead; empty where it is not given
   */
  public record Shutdown(
      Duration gracePeriod, Duration criticalPods, SortedMap<Integer, Duration> byPriority) {
    public Shutdown {
      byPriority = Collections.unmodifiableSortedMap(new TreeMap<>(byPriority));
    }
  }

  /** The same for a node whose pods get addresses of those ranges where it has no other network. */
  public KubeletSettings withPodCidrs(List<String> ranges) {
    return new KubeletSettings(
        logs,
        new Network(network.clusterDns(), network.clusterDomain(), network.resolvConf(), ranges),
        images,
        resources,
        security,
        shutdown,
        syncFrequency,
        maxContainerRestartPeriod);
  }

  /** The kubelet's defaults below that root directory. */
  public static KubeletSettings defaults(RuntimePaths paths) {
    return new KubeletSettings(
        new Logs(paths.podLogs(), 10 << 20, 5, Duration.ofSeconds(10)),
        new Network(List.of(), "", Optional.of(Path.of("/etc/resolv.conf")), List.of()),
        new Images(85, 80, Duration.ofMinutes(2), Duration.ZERO, Optional.empty(), 5, 10),
        new Resources(110, -1, true, Duration.ofMillis(100), false),
        new Security(List.of(), false),
        new Shutdown(Duration.ZERO, Duration.ZERO, new TreeMap<>()),
        Duration.ofSeconds(20),
        Duration.ofMinutes(5));
  }
}
