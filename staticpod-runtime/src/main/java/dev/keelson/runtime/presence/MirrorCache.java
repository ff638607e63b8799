package dev.keelson.runtime.presence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The mirror pods of this node as the API server had them last. Safe for any thread. */
final class MirrorCache {
  private final Map<String, ObjectNode> mirrors = new ConcurrentHashMap<>();

  Optional<ObjectNode> get(String fullName) {
    return Optional.ofNullable(mirrors.get(fullName));
  }

  Set<String> names() {
    return Set.copyOf(mirrors.keySet());
  }

  /** Takes what a list says for the whole truth. */
  void replace(List<ObjectNode> all) {
    mirrors.clear();
    all.forEach(this::put);
  }

  /** Takes one, unless a later one is known, as after a write of ours that a watch lags behind. */
  void put(ObjectNode pod) {
    mirrors.merge(
        MirrorPod.fullName(pod), pod, (held, next) -> version(next) >= version(held) ? next : held);
  }

  /** Forgets one, unless another of its name is there by now. */
  void remove(JsonNode pod) {
    mirrors.computeIfPresent(
        MirrorPod.fullName(pod), (_, held) -> uid(held).equals(uid(pod)) ? null : held);
  }

  static String uid(JsonNode pod) {
    return pod.path("metadata").path("uid").asText();
  }

  /** Resource versions of one resource are decimal numbers that grow. */
  private static long version(JsonNode pod) {
    return pod.path("metadata").path("resourceVersion").asLong();
  }
}
