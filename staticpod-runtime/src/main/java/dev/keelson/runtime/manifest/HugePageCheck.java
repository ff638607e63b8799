package dev.keelson.runtime.manifest;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether huge pages are asked for as the API has it: whole ones, as many requested as allowed, and
 * beside cpu or memory.
 */
final class HugePageCheck {
  private static final Set<String> NEEDED = Set.of("cpu", "memory");

  private HugePageCheck() {}

  static void run(Fields fields, Map<String, Quantity> requests, Map<String, Quantity> limits) {
    Set<String> names = names(requests, limits);
    for (String name : names) {
      Quantity limit = limits.get(name);
      Quantity request = requests.get(name);
      if (limit == null) {
        fields.problem(
            "limits." + name, "is needed beside the request: huge pages are never overcommitted");
      } else if (request != null && request.value().compareTo(limit.value()) != 0) {
        fields.problem("requests." + name, "is not the limit: huge pages are never overcommitted");
      } else if (HugePageSize.ofResource(name).filter(s -> s.divides(limit)).isEmpty()) {
        fields.problem("limits." + name, "is not a positive integer multiple of " + name);
      }
    }
    boolean alone =
        Stream.of(requests, limits).allMatch(m -> NEEDED.stream().noneMatch(m::containsKey));
    if (!names.isEmpty() && alone) {
      fields.problem("", "huge pages need cpu or memory beside them");
    }
  }

  /** The names of all huge pages in those. */
  static Set<String> names(Map<String, Quantity> requests, Map<String, Quantity> limits) {
    return Stream.of(requests, limits)
        .flatMap(m -> m.keySet().stream())
        .filter(HugePageSize::isResource)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
