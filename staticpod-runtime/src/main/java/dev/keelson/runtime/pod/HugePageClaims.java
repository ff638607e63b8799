package dev.keelson.runtime.pod;

import dev.keelson.runtime.linux.HugePages;
import dev.keelson.runtime.manifest.HugePageSize;
import dev.keelson.runtime.manifest.PodManifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which pods have how many of the node's huge pages, none of which is promised twice. As many as
 * the kernel has set aside are counted each time. Safe for any thread.
 */
final class HugePageClaims {
  private final Path sizes;

  /** By the pod's uid, then by resource; guarded by this. */
  private final Map<String, Map<String, Long>> held = new HashMap<>();

  /** Of the kernel that tells of them in that directory. */
  HugePageClaims(Path sizes) {
    this.sizes = sizes;
  }

  /** Too few of one size are left. */
  record Shortage(String resource, long bytes) {
    /** As the kubelet says it of a static pod, for which it would evict others. */
    Admission.Refusal refusal() {
      return new Admission.Refusal(
          "UnexpectedAdmissionError",
          "Unexpected error while attempting to recover from admission failure: preemption: error"
              + " finding a set of pods to preempt: no set of running pods found to reclaim"
              + " resources: [(res: %s, q: %d), ]".formatted(resource, bytes));
    }

    /** Half a sentence of why two pods do not run side by side. */
    String obstacle() {
      return "two at once need %d bytes more of %s than there are".formatted(bytes, resource);
    }
  }

  /** Gives the pod its pages, unless it has them already, or says which are too few. */
  synchronized Optional<Shortage> claim(PodManifest pod) {
    Optional<Shortage> shortage = shortage(pod);
    if (shortage.isEmpty()) {
      hold(pod);
    }
    return shortage;
  }

  /** What the pod would lack if it began now. */
  synchronized Optional<Shortage> shortage(PodManifest pod) {
    Map<String, Long> wanted = ResourceConfigs.hugePagesOf(pod.spec());
    if (wanted.isEmpty() || held.containsKey(pod.uid())) {
      return Optional.empty();
    }
    Map<String, Long> all = ofNode();
    return new TreeMap<>(wanted)
        .entrySet().stream()
            .map(w -> new Shortage(w.getKey(), w.getValue() - left(all, w.getKey())))
            .filter(s -> s.bytes() > 0)
            .findFirst();
  }

  /** One that runs already has them. */
  synchronized void hold(PodManifest pod) {
    Map<String, Long> wanted = ResourceConfigs.hugePagesOf(pod.spec());
    if (!wanted.isEmpty()) {
      held.put(pod.uid(), wanted);
    }
  }

  /** The pod with that uid runs no more. */
  synchronized void release(String uid) {
    held.remove(uid);
  }

  private long left(Map<String, Long> all, String resource) {
    long used = held.values().stream().mapToLong(m -> m.getOrDefault(resource, 0L)).sum();
    return all.getOrDefault(resource, 0L) - used;
  }

  private Map<String, Long> ofNode() {
    Map<String, Long> all = new HashMap<>();
    try {
      HugePages.in(sizes)
          .bytes()
          .forEach((size, bytes) -> all.put(new HugePageSize(size).resource(), bytes));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException("the huge pages in " + sizes + " cannot be counted", e);
    }
  }
}
