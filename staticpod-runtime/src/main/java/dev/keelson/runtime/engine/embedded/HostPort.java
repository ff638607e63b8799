package dev.keelson.runtime.engine.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.engine.SandboxConfig;
import java.util.List;

/**
 * A port of the host that leads into a sandbox.
 *
 * @param address of the host; empty for all
 */
record HostPort(String protocol, int number, String address) {
  /** Those of a sandbox with a network of its own. */
  static List<HostPort> of(SandboxConfig config) {
    if (config.namespaces().hostNetwork()) {
      return List.of();
    }
    return config.portMappings().stream()
        .filter(p -> p.hostPort() > 0)
        .map(p -> new HostPort(p.protocol(), p.hostPort(), p.hostAddress()))
        .toList();
  }

  /** Whether both cannot be had at once. */
  boolean conflictsWith(HostPort other) {
    return protocol.equals(other.protocol)
        && number == other.number
        && (isAny(address) || isAny(other.address) || address.equals(other.address));
  }

  private static boolean isAny(String address) {
    return address.isEmpty() || address.equals("0.0.0.0") || address.equals("::");
  }

  ObjectNode toJson() {
    return StateJson.object()
        .put("protocol", protocol)
        .put("number", number)
        .put("address", address);
  }

  static HostPort fromJson(JsonNode node) {
    return new HostPort(
        node.path("protocol").asText(), node.path("number").asInt(), node.path("address").asText());
  }

  /** As a person writes it. */
  @Override
  public String toString() {
    return (address.isEmpty() ? "" : address + ":") + number + "/" + protocol;
  }
}
