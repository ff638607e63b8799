package dev.keelson.runtime.manifest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads requests and limits, of a container or of a pod as a whole. */
final class ResourceReader {
  private static final List<String> OF_POD = List.of("cpu", "memory");
  private static final Set<String> OF_CONTAINER = Set.of("cpu", "memory", "ephemeral-storage");

  private ResourceReader() {}

  static ResourceSpec container(Fields fields) {
    fields.refuses("claims", Refusals.API_OBJECT);
    var limits = fields.quantities("limits");
    var requests = fields.quantities("requests");
    limits.forEach((name, limit) -> {
      refuse(fields, "limits.", name);
      bound(fields, name, requests, limit);
    });
    requests.keySet().forEach(name -> refuse(fields, "requests.", name));
    return new ResourceSpec(requests, limits);
  }

  private static void bound(
      Fields fields, String name, Map<String, Quantity> requests, Quantity limit) {
    Quantity request = requests.putIfAbsent(name, limit);
    if (request == null) {
      fields.node().withObject("/requests").set(name, fields.node().path("limits").path(name));
    } else if (request.value().compareTo(limit.value()) > 0) {
      fields.problem("requests." + name, "is more than the limit");
    }
  }

  private static void refuse(Fields fields, String list, String name) {
    if (name.startsWith("hugepages-")) {
      fields.problem(list + name, "huge pages are not supported by this runtime; leave it out");
    } else if (!OF_CONTAINER.contains(name)) {
      fields.problem(list + name, "nothing on this node provides \"" + name + "\"; leave it out");
    }
  }

  /**
   * Those of the pod as a whole, with requests that are not given set as the API does: to what the
   * containers request together, or else to the limit.
   */
  static Optional<ResourceSpec> pod(
      Fields fields, List<ContainerSpec> init, List<ContainerSpec> regular) {
    return fields.object("resources", f -> read(f, new ResourceTotals(init, regular)));
  }

  private static ResourceSpec read(Fields fields, ResourceTotals totals) {
    fields.refuses("claims", Refusals.API_OBJECT);
    var limits = fields.quantities("limits");
    var requests = fields.quantities("requests");
    limits.keySet().forEach(name -> refuseOfPod(fields, "limits.", name));
    requests.keySet().forEach(name -> refuseOfPod(fields, "requests.", name));
    for (String name : OF_POD) {
      Optional<Quantity> together = totals.requests(name);
      Optional<Quantity> limit = Optional.ofNullable(limits.get(name));
      if (!limits.isEmpty() && !requests.containsKey(name)) {
        together.or(() -> limit).ifPresent(q -> give(fields, requests, name, q));
      }
      check(fields, name, requests, limit, together);
    }
    return new ResourceSpec(requests, limits);
  }

  private static void give(
      Fields fields, Map<String, Quantity> requests, String name, Quantity value) {
    requests.put(name, value);
    fields.node().withObject("/requests").put(name, value.value().toPlainString());
  }

  private static void check(
      Fields fields,
      String name,
      Map<String, Quantity> requests,
      Optional<Quantity> limit,
      Optional<Quantity> together) {
    Optional<Quantity> request = Optional.ofNullable(requests.get(name));
    if (request.isPresent() && together.filter(t -> more(t, request.get())).isPresent()) {
      fields.problem("requests." + name, "is less than the containers request together");
    }
    if (limit.isPresent() && request.filter(r -> more(r, limit.get())).isPresent()) {
      fields.problem("requests." + name, "is more than the limit");
    }
  }

  private static boolean more(Quantity one, Quantity other) {
    return one.value().compareTo(other.value()) > 0;
  }

  private static void refuseOfPod(Fields fields, String list, String name) {
    if (!OF_POD.contains(name)) {
      fields.problem(list + name, "is not supported for a pod as a whole; cpu and memory are");
    }
  }
}
