package dev.keelson.runtime.manifest;

import java.util.Map;
import java.util.Optional;

/** Requests and limits by resource name; a missing request equals the limit, as in the API. */
public record ResourceSpec(Map<String, Quantity> requests, Map<String, Quantity> limits) {
  public ResourceSpec {
    requests = Map.copyOf(requests);
    limits = Map.copyOf(limits);
  }

  /** The request for that resource where it is given and not zero. */
  public Optional<Quantity> request(String resource) {
    return Optional.ofNullable(requests.get(resource)).filter(q -> !q.isZero());
  }

  /** The limit of that resource where it is given and not zero. */
  public Optional<Quantity> limit(String resource) {
    return Optional.ofNullable(limits.get(resource)).filter(q -> !q.isZero());
  }
}
