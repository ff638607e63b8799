package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.manifest.PodSpec;
import dev.keelson.runtime.manifest.Quantity;
import dev.keelson.runtime.manifest.QuantityText;
import dev.keelson.runtime.manifest.ResourceSpec;
import dev.keelson.runtime.manifest.ResourceTotals;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The resources of a pod as a whole in its status: what is given for the pod, and of the rest what
 * its containers have together, as the kubelet's {@code resourcehelper} computes them.
 */
final class PodResources {
  private final PodSpec spec;
  private final List<ApiResources> written;

  private PodResources(PodSpec spec, List<ApiResources> written) {
    this.spec = spec;
    this.written = written;
  }

  static ApiResources of(PodManifest pod) {
    List<ApiResources> written =
        pod.spec().allContainers().map(c -> ApiResources.of(pod.document(), c.name())).toList();
    var resources = new PodResources(pod.spec(), written);
    var totals = new ResourceTotals(pod.spec().initContainers(), pod.spec().containers());
    return new ApiResources(
        resources.sums(ApiResources::limits, ResourceSpec::limits, totals::limits),
        resources.sums(ApiResources::requests, ResourceSpec::requests, totals::requests));
  }

  private Map<String, String> sums(
      Function<ApiResources, Map<String, String>> texts,
      Function<ResourceSpec, Map<String, Quantity>> ofPod,
      Function<String, Optional<Quantity>> total) {
    Map<String, String> sums = new TreeMap<>();
    List<Map<String, String>> all = written.stream().map(texts).toList();
    for (Map<String, String> container : all) {
      for (String name : container.keySet()) {
        Stream<String> terms = all.stream().map(m -> m.getOrDefault(name, ""));
        boolean binary = terms.anyMatch(t -> t.endsWith("i"));
        total.apply(name).ifPresent(sum -> sums.put(name, QuantityText.ofSum(sum, binary)));
      }
    }
    spec.resources()
        .map(ofPod)
        .orElse(Map.of())
        .forEach((name, value) -> sums.put(name, QuantityText.ofSum(value, !name.equals("cpu"))));
    return sums;
  }
}
