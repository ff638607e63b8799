package dev.keelson.runtime.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.engine.SandboxConfig.PortMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One interface of one sandbox on one network, and all that its plugins were told: libcni's {@code
 * RuntimeConf}.
 *
 * @param namespace path of the network namespace
 * @param capabilities what plugins get of it that declare the capability
 */
record Attachment(
    NetworkConfig network,
    String sandbox,
    String namespace,
    String interfaceName,
    List<Argument> arguments,
    ObjectNode capabilities) {
  static final String INTERFACE = "eth0";

  /** The engine's user keeps the whole manifest in such annotations; plugins have no use for it. */
  private static final String OURS = "keelson.dev/";

  Attachment {
    arguments = List.copyOf(arguments);
  }

  /** One of {@code CNI_ARGS}. */
  record Argument(String key, String value) {}

  /** What containerd tells plugins of a pod. */
  static Attachment of(NetworkConfig network, NetworkRequest request) {
    List<Argument> arguments =
        List.of(
            new Argument("IgnoreUnknown", "1"),
            new Argument("K8S_POD_NAMESPACE", request.pod().namespace()),
            new Argument("K8S_POD_NAME", request.pod().name()),
            new Argument("K8S_POD_INFRA_CONTAINER_ID", request.sandbox()),
            new Argument("K8S_POD_UID", request.pod().uid()));
    return new Attachment(
        network,
        request.sandbox(),
        request.namespace().toString(),
        INTERFACE,
        arguments,
        capabilities(request));
  }

  private static ObjectNode capabilities(NetworkRequest request) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    ObjectNode annotations = all.putObject("io.kubernetes.cri.pod-annotations");
    new TreeMap<>(request.annotations())
        .forEach((key, value) -> {
          if (!key.startsWith(OURS)) {
            annotations.put(key, value);
          }
        });
    ArrayNode ports = JsonNodeFactory.instance.arrayNode();
    request.ports().stream().filter(p -> p.hostPort() > 0).forEach(p -> ports.add(port(p)));
    if (!ports.isEmpty()) {
      all.set("portMappings", ports);
    }
    all.put("cgroupPath", request.cgroup());
    return all;
  }

  private static ObjectNode port(PortMapping mapping) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("hostPort", mapping.hostPort())
        .put("containerPort", mapping.containerPort())
        .put("protocol", mapping.protocol().toLowerCase(Locale.ROOT))
        .put("hostIP", mapping.hostAddress());
  }

  String argumentLine() {
    return arguments.stream().map(a -> a.key() + "=" + a.value()).collect(Collectors.joining(";"));
  }

  /** What a plugin of the network reads: its own part of the list, and what libcni adds. */
  ObjectNode input(ObjectNode plugin, JsonNode previous) {
    ObjectNode input = plugin.deepCopy();
    input.put("name", network.name()).put("cniVersion", network.cniVersion());
    if (previous.isObject()) {
      input.set("prevResult", previous);
    }
    ObjectNode declared = JsonNodeFactory.instance.objectNode();
    plugin
        .path("capabilities")
        .properties()
        .forEach(e -> {
          if (e.getValue().asBoolean(false) && capabilities.has(e.getKey())) {
            declared.set(e.getKey(), capabilities.get(e.getKey()));
          }
        });
    if (!declared.isEmpty()) {
      input.set("runtimeConfig", declared);
    }
    return input;
  }

  /** As {@code CNI_ARGS} are kept: a list of pairs. */
  ArrayNode argumentPairs() {
    ArrayNode pairs = JsonNodeFactory.instance.arrayNode();
    arguments.forEach(a -> pairs.addArray().add(a.key()).add(a.value()));
    return pairs;
  }

  static List<Argument> arguments(JsonNode pairs) {
    List<Argument> arguments = new ArrayList<>();
    pairs.forEach(p -> arguments.add(new Argument(p.path(0).asText(), p.path(1).asText())));
    return arguments;
  }
}
