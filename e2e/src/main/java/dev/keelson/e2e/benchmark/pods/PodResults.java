package dev.keelson.e2e.benchmark.pods;

import dev.keelson.e2e.benchmark.Machine;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that was measured of pods.
 *
 * @param kubernetesVersion the kubelet's
 * @param times by host, in the order of the report
 * @param upkeep empty if it was left out
 */
record PodResults(
    String kubernetesVersion,
    Machine machine,
    Map<StaticPodHost, Measurements> times,
    Map<StaticPodHost, Upkeep> upkeep) {

  PodResults {
    times = Collections.unmodifiableMap(new LinkedHashMap<>(times));
    upkeep = Collections.unmodifiableMap(new LinkedHashMap<>(upkeep));
  }
}
