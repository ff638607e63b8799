package dev.keelson.runtime.manifest;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What containers need together, as the kubelet's {@code AggregateContainerRequests}: all regular
 * ones and sidecars at once, or at its peak one init container beside the sidecars before it.
 */
public record ResourceTotals(List<ContainerSpec> init, List<ContainerSpec> regular) {
  public ResourceTotals {
    init = List.copyOf(init);
    regular = List.copyOf(regular);
  }

  /** The requests for that resource; empty where no container makes one. */
  public Optional<Quantity> requests(String resource) {
    return total(r -> r.request(resource));
  }

  /** The names of the huge pages that any of them may use. */
  Set<String> hugePages() {
    return Stream.concat(init.stream(), regular.stream())
        .flatMap(c -> c.resources().limits().keySet().stream())
        .filter(HugePageSize::isResource)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The limits of that resource; empty where no container has one. */
  public Optional<Quantity> limits(String resource) {
    return total(r -> r.limit(resource));
  }

  private Optional<Quantity> total(Function<ResourceSpec, Optional<Quantity>> figure) {
    Stream<ContainerSpec> all = Stream.concat(init.stream(), regular.stream());
    if (all.noneMatch(c -> figure.apply(c.resources()).isPresent())) {
      return Optional.empty();
    }
    BigDecimal sidecars = BigDecimal.ZERO;
    BigDecimal peak = BigDecimal.ZERO;
    for (ContainerSpec container : init) {
      BigDecimal own = of(container, figure);
      peak = peak.max(sidecars.add(own));
      if (container.role() == ContainerSpec.Role.SIDECAR) {
        sidecars = sidecars.add(own);
      }
    }
    BigDecimal running = sidecars;
    for (ContainerSpec container : regular) {
      running = running.add(of(container, figure));
    }
    return Optional.of(new Quantity(peak.max(running)));
  }

  private static BigDecimal of(
      ContainerSpec container, Function<ResourceSpec, Optional<Quantity>> figure) {
    return figure.apply(container.resources()).map(Quantity::value).orElse(BigDecimal.ZERO);
  }
}
