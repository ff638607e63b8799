package dev.keelson.runtime.source;

import dev.keelson.runtime.manifest.PodManifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * What several sources ask for together. Where two claim one pod, the one that had it keeps it (at
 * the start the first of the sources) and the other is reported. Safe for any thread: what is told
 * is told in order, one at a time.
 */
final class Claims {
  private final Consumer<DesiredPods> sink;
  private final int sources;

  /** By source; guarded by this, as is what follows. */
  private final SequencedMap<Integer, DesiredPods> latest = new LinkedHashMap<>();

  private Map<String, Integer> owners = new HashMap<>();

  /**
   * Nothing yet.
   *
   * @param sources how many there are
   */
  Claims(int sources, Consumer<DesiredPods> sink) {
    this.sources = sources;
    this.sink = sink;
  }

  /** What takes what that source asks for. */
  Consumer<DesiredPods> of(int source) {
    return desired -> tell(source, desired);
  }

  private synchronized void tell(int source, DesiredPods desired) {
    latest.put(source, desired);
    var owner = new HashMap<String, Integer>();
    each((s, pod) -> {
      if (owners.getOrDefault(pod.fullName(), -1) == s) {
        owner.put(pod.fullName(), s);
      }
    });
    each((s, pod) -> owner.putIfAbsent(pod.fullName(), s));
    owners = owner;
    sink.accept(together());
  }

  private DesiredPods together() {
    var pods = new LinkedHashMap<String, PodManifest>();
    each((s, pod) -> {
      if (owners.getOrDefault(pod.fullName(), -1) == s) {
        pods.put(pod.fullName(), pod);
      }
    });
    var failures = new ArrayList<DesiredPods.Failure>();
    latest.values().forEach(d -> failures.addAll(d.failures()));
    each((_, pod) -> {
      PodManifest kept = pods.getOrDefault(pod.fullName(), pod);
      if (!kept.source().equals(pod.source())) {
        failures.add(refusal(pod.source(), pod, kept.source()));
      }
    });
    boolean complete =
        latest.size() == sources && latest.values().stream().allMatch(DesiredPods::complete);
    return new DesiredPods(List.copyOf(pods.values()), failures, complete);
  }

  private interface Visitor {
    void visit(int source, PodManifest pod);
  }

  private void each(Visitor visitor) {
    for (int source = 0; source < sources; source++) {
      DesiredPods desired = latest.get(source);
      if (desired != null) {
        for (PodManifest pod : desired.pods()) {
          visitor.visit(source, pod);
        }
      }
    }
  }

  static DesiredPods.Failure refusal(String source, PodManifest pod, String owner) {
    return new DesiredPods.Failure(
        source,
        Optional.of(pod.fullName()),
        "the pod %s is claimed by %s already, which keeps it; remove or rename one of the two"
            .formatted(pod.fullName(), owner));
  }
}
