package dev.keelson.runtime;

import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.source.DesiredPods;
import dev.keelson.runtime.source.DesiredPods.Failure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The most pods that a node runs, {@code maxPods}. Those that were admitted stay; of the others the
 * first come in as others go. Unlike the kubelet, which fails a pod beyond the limit for good, one
 * that waits starts by itself. Used by one thread at a time.
 */
final class PodLimit {
  private final int most;
  private Set<String> admitted = Set.of();

  PodLimit(int most) {
    this.most = most;
  }

  DesiredPods apply(DesiredPods desired) {
    var now = new HashSet<String>();
    desired.pods().stream()
        .map(PodManifest::fullName)
        .filter(admitted::contains)
        .limit(most)
        .forEach(now::add);
    for (PodManifest pod : desired.pods()) {
      if (now.size() < most) {
        now.add(pod.fullName());
      }
    }
    admitted = now;
    List<PodManifest> waiting =
        desired.pods().stream().filter(pod -> !now.contains(pod.fullName())).toList();
    if (waiting.isEmpty()) {
      return desired;
    }
    var pods = new ArrayList<>(desired.pods());
    pods.removeAll(waiting);
    var failures = new ArrayList<>(desired.failures());
    waiting.forEach(pod -> failures.add(refusal(pod)));
    return new DesiredPods(pods, failures, desired.complete());
  }

  private Failure refusal(PodManifest pod) {
    return new Failure(
        pod.source(),
        Optional.of(pod.fullName()),
        "the pod %s waits: this node runs %d pods, and maxPods allows no more"
            .formatted(pod.fullName(), most));
  }
}
