package dev.keelson.runtime.pod;

import dev.keelson.runtime.config.KubeletSettings.Shutdown;
import dev.keelson.runtime.manifest.PodManifest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

  /** Workers that are asked together, and are to be gone before the next ones are asked. */
  record Group(List<PodWorker> workers, boolean critical) {
    /** How long they have at most. */
    Duration most(Duration asked, Shutdown shutdown) {
      Duration given =
          critical
              ? shutdown.criticalPods()
              : shutdown.gracePeriod().minus(shutdown.criticalPods());
      boolean bounded = !shutdown.gracePeriod().isZero() && given.compareTo(asked) < 0;
      return bounded ? given : asked;
    }
  }

  /** The groups in their order. */
  static List<Group> of(Collection<PodWorker> workers) {
    var byPriority = new TreeMap<Integer, List<PodWorker>>();
    for (PodWorker worker : workers) {
      byPriority
          .computeIfAbsent(priority(worker.want().manifest()), _ -> new ArrayList<>())
          .add(worker);
    }
    var groups = new ArrayList<Group>();
    byPriority.forEach((priority, group) -> {
      group.sort(Comparator.comparing(PodWorker::fullName).reversed());
      if (priority < CRITICAL) {
        groups.add(new Group(group, false));
      } else {
        group.forEach(worker -> groups.add(new Group(List.of(worker), true)));
      }
    });
    return groups;
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
