package dev.keelson.e2e.parity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Where keelson's manifests differ from kubeadm's on purpose: this is the whole list, and nothing
 * but manifests differs.
 */
enum Deliberate {
  /** A successor starts beside its predecessor, on the same port. */
  PORT_SHARING("--permit-port-sharing=true"),

  /** An API server that ends tells the clients whose connections it has to come again. */
  RETRY_AFTER("--shutdown-send-retry-after=true"),

  /** Whoever waits to lead looks soon whether it can. */
  RETRY_PERIOD("--leader-elect-retry-period=500ms"),

  /** A new leader starts its controllers at once. */
  BURST("--kube-api-burst=200"),

  /** Whoever connects to an etcd that is recreated waits for the next one. */
  SOCKET_REUSE("--socket-reuse-port=true"),

  /** A single member elects itself sooner. */
  ELECTION_TIMEOUT("--election-timeout=500"),

  /** The revision, which files it covers, how a new one takes over, how soon an old one ends. */
  ANNOTATIONS("") {
    @Override
    boolean undo(Map<String, Object> manifest) {
      Predicate<String> ours = name -> name.startsWith("keelson.dev/");
      var annotations = mapping(mapping(manifest, "metadata"), "annotations");
      boolean found = annotations.keySet().removeIf(ours);
      if (annotations.isEmpty()) {
        mapping(manifest, "metadata").remove("annotations");
      }
      return found;
    }
  };

  private final String flag;

  Deliberate(String flag) {
    this.flag = flag;
  }

  /** Takes the difference from a manifest of keelson's; whether there was one. */
  boolean undo(Map<String, Object> manifest) {
    var containers = (List<?>) Objects.requireNonNull(mapping(manifest, "spec").get("containers"));
    var container = cast(Objects.requireNonNull(containers.getFirst()));
    var command = new ArrayList<>((List<?>) Objects.requireNonNull(container.get("command")));
    boolean found = command.remove(flag);
    container.put("command", command);
    return found;
  }

  static Map<String, Object> mapping(Map<String, Object> parent, String name) {
    return cast(parent.computeIfAbsent(name, _ -> new java.util.TreeMap<String, Object>()));
  }

  @SuppressWarnings("unchecked") // YAML's mappings have string keys here
  private static Map<String, Object> cast(Object mapping) {
    return (Map<String, Object>) mapping;
  }
}
