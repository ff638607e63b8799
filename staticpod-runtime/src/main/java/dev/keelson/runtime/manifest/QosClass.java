package dev.keelson.runtime.manifest;

import java.util.List;
import java.util.Set;

/** How surely a pod gets what it asked for; computed as {@code ComputePodQOS} does. */
public enum QosClass {
  GUARANTEED("Guaranteed"),
  BURSTABLE("Burstable"),
  BEST_EFFORT("BestEffort");

  private static final Set<String> COUNTED = Set.of("cpu", "memory");

  private final String word;

  QosClass(String word) {
    this.word = word;
  }

  /** The API's word. */
  public String word() {
    return word;
  }

  /** The class of a pod with that spec. */
  public static QosClass of(PodSpec spec) {
    List<ResourceSpec> all =
        spec.resources()
            .filter(QosClass::isGiven)
            .map(List::of)
            .orElseGet(() -> spec.allContainers().map(ContainerSpec::resources).toList());
    if (all.stream().noneMatch(QosClass::isGiven)) {
      return BEST_EFFORT;
    }
    boolean guaranteed =
        all.stream().allMatch(r -> COUNTED.stream().allMatch(n -> requestEqualsLimit(r, n)));
    return guaranteed ? GUARANTEED : BURSTABLE;
  }

  private static boolean isGiven(ResourceSpec resources) {
    return COUNTED.stream().anyMatch(n -> given(resources, n));
  }

  private static boolean given(ResourceSpec resources, String name) {
    return resources.request(name).isPresent() || resources.limit(name).isPresent();
  }

  private static boolean requestEqualsLimit(ResourceSpec resources, String name) {
    return resources
        .limit(name)
        .flatMap(l -> resources.request(name).map(r -> r.value().compareTo(l.value()) == 0))
        .orElse(false);
  }
}
