package dev.keelson.runtime.pod;

import dev.keelson.runtime.config.KubeletSettings.Shutdown;
import dev.keelson.runtime.manifest.PodManifest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * In which order pods are stopped where all of them are: as in the kubelet's graceful shutdown
 * those of the lowest priority first, those of one priority together. Critical ones go one by one,
 * by their names backwards: kube-scheduler and kube-controller-manager before kube-apiserver, and
 * etcd last.
 */
final class StopOrder {
  /** {@code system-cluster-critical}. */
  private static final int CRITICAL = 2_000_000_000;

  private static final int NODE_CRITICAL = CRITICAL + 1000;

  private StopOrder() {}

  /**
   * Workers that are asked together, and are to be gone before the next ones are asked.
   *
   * @param priority of the pods; the configured one that they belong to where they are not critical
   */
  record Group(List<PodWorker> workers, int priority) {
    /** How long they have at most. */
    Duration most(Duration asked, Shutdown shutdown) {
      SortedMap<Integer, Duration> periods = shutdown.byPriority();
      Optional<Duration> given =
          periods.isEmpty()
              ? part(shutdown)
              : Optional.ofNullable(periods.get(configured(priority, shutdown)));
      return given.filter(g -> g.compareTo(asked) < 0).orElse(asked);
    }

    private Optional<Duration> part(Shutdown shutdown) {
      Duration critical = shutdown.criticalPods();
      return shutdown.gracePeriod().isZero()
          ? Optional.empty()
          : Optional.of(priority >= CRITICAL ? critical : shutdown.gracePeriod().minus(critical));
    }
  }

  /** The groups in their order; where periods are given by priority, of the pods of each. */
  static List<Group> of(Collection<PodWorker> workers, Shutdown shutdown) {
    var byPriority = new TreeMap<Integer, List<PodWorker>>();
    for (PodWorker worker : workers) {
      int priority = priority(worker.want().manifest());
      int shared = priority < CRITICAL ? configured(priority, shutdown) : priority;
      byPriority.computeIfAbsent(shared, _ -> new ArrayList<>()).add(worker);
    }
    var groups = new ArrayList<Group>();
    byPriority.forEach((priority, group) -> {
      group.sort(Comparator.comparing(PodWorker::fullName).reversed());
      if (priority < CRITICAL) {
        groups.add(new Group(group, priority));
      } else {
        group.forEach(worker -> groups.add(new Group(List.of(worker), priority)));
      }
    });
    return groups;
  }

  /**
   * As the kubelet's {@code groupByPriority}: the next lower one, the lowest for those below it.
   */
  private static int configured(int priority, Shutdown shutdown) {
    SortedMap<Integer, Duration> periods = shutdown.byPriority();
    if (periods.isEmpty()) {
      return priority;
    }
    SortedMap<Integer, Duration> below = periods.headMap(priority + 1);
    return below.isEmpty() ? periods.firstKey() : below.lastKey();
  }

  /** A number is what admission gives a pod; a manifest mostly has the class's name alone. */
  private static int priority(Optional<PodManifest> pod) {
    int given =
        pod.map(p -> p.document().path("spec").path("priority").asInt(0)).orElse(Integer.MIN_VALUE);
    return switch (pod.map(p -> p.spec().priorityClassName()).orElse("")) {
      case "system-node-critical" -> NODE_CRITICAL;
      case "system-cluster-critical" -> CRITICAL;
      default -> given;
    };
  }
}
