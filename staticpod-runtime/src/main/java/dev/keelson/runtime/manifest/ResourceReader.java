package dev.keelson.runtime.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
    HugePageCheck.run(fields, requests, limits);
    return new ResourceSpec(requests, limits);
  }

  private static void bound(
      Fields fields, String name, Map<String, Quantity> requests, Quantity limit) {
    Quantity request = requests.putIfAbsent(name, limit);
    if (request == null) {
      JsonNode asWritten = fields.node().path("limits").path(name);
      list(fields, "requests").ifPresent(list -> list.set(name, asWritten));
    } else if (!HugePageSize.isResource(name) && more(request, limit)) {
      fields.problem("requests." + name, "is more than the limit");
    }
  }

  private static void refuse(Fields fields, String list, String name) {
    if (!OF_CONTAINER.contains(name) && !HugePageSize.isResource(name)) {
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
    if (!limits.isEmpty() || !requests.isEmpty()) {
      totals.hugePages().stream()
          .filter(name -> !limits.containsKey(name) && !requests.containsKey(name))
          .forEach(
              name -> totals.limits(name).ifPresent(q -> give(fields, "limits", limits, name, q)));
    }
    for (String name : names(requests, limits)) {
      Optional<Quantity> together = totals.requests(name);
      Optional<Quantity> limit = Optional.ofNullable(limits.get(name));
      if (!limits.isEmpty() && !requests.containsKey(name)) {
        Optional<Quantity> sum = HugePageSize.isResource(name) ? Optional.empty() : together;
        sum.or(() -> limit).ifPresent(q -> give(fields, "requests", requests, name, q));
      }
      check(fields, name, requests, limit, together);
    }
    HugePageCheck.run(fields, requests, limits);
    return new ResourceSpec(requests, limits);
  }

  private static List<String> names(Map<String, Quantity> requests, Map<String, Quantity> limits) {
    return Stream.concat(OF_POD.stream(), HugePageCheck.names(requests, limits).stream()).toList();
  }

  private static void give(
      Fields fields, String list, Map<String, Quantity> to, String name, Quantity value) {
    to.put(name, value);
    list(fields, list).ifPresent(l -> l.put(name, value.value().toPlainString()));
  }

  /** That list of the document, made where it is not given; empty where it is something else. */
  private static Optional<ObjectNode> list(Fields fields, String name) {
    JsonNode given = fields.node().path(name);
    if (given.isMissingNode() || given.isNull()) {
      return Optional.of(fields.node().putObject(name));
    }
    return given instanceof ObjectNode list ? Optional.of(list) : Optional.empty();
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
    boolean overcommitted = !HugePageSize.isResource(name);
    if (overcommitted
        && limit.isPresent()
        && request.filter(r -> more(r, limit.get())).isPresent()) {
      fields.problem("requests." + name, "is more than the limit");
    }
  }

  private static boolean more(Quantity one, Quantity other) {
    return one.value().compareTo(other.value()) > 0;
  }

  private static void refuseOfPod(Fields fields, String list, String name) {
    if (!OF_POD.contains(name) && !HugePageSize.isResource(name)) {
      fields.problem(
          list + name, "is not supported for a pod as a whole; cpu, memory and huge pages are");
    }
  }
}
