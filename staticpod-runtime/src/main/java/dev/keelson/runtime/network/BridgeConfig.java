package dev.keelson.runtime.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The network of a node that has no other: a bridge, addresses counted out on this node, ports of
 * the host by portmap; pods reach the world under the node's address.
 */
final class BridgeConfig {
  static final String NAME = "keelson";
  static final String BRIDGE = "keelson0";
  private static final Path STORE = Path.of("/var/lib/cni/networks");
  private static final ObjectMapper JSON = new ObjectMapper();

  private BridgeConfig() {}

  /**
   * Its file's content.
   *
   * @param store where host-local keeps the addresses that are given out
   */
  static byte[] of(List<String> ranges, Path store) {
    ObjectNode root = JSON.createObjectNode();
    root.put("cniVersion", "1.0.0").put("name", NAME);
    ArrayNode plugins = root.putArray("plugins");
    ObjectNode bridge = plugins.addObject();
    bridge.put("type", "bridge").put("bridge", BRIDGE);
    bridge.put("isGateway", true).put("ipMasq", true).put("hairpinMode", true);
    addresses(bridge.putObject("ipam"), ranges, store);
    ObjectNode portmap = plugins.addObject();
    portmap.put("type", "portmap").putObject("capabilities").put("portMappings", true);
    return (root.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void addresses(ObjectNode ipam, List<String> ranges, Path store) {
    ipam.put("type", "host-local");
    if (!store.equals(STORE)) {
      ipam.put("dataDir", store.toString());
    }
    ArrayNode sets = ipam.putArray("ranges");
    ArrayNode routes = ipam.putArray("routes");
    for (String range : ranges) {
      sets.addArray().addObject().put("subnet", range);
      routes.addObject().put("dst", range.contains(":") ? "::/0" : "0.0.0.0/0");
    }
  }

  /**
   * Whether that content is what this class writes, for whatever ranges; a person's edit is not.
   */
  static boolean isOurs(byte[] content, Path store) {
    try {
      List<String> ranges = new ArrayList<>();
      JsonNode ipam = JSON.readTree(content).path("plugins").path(0).path("ipam");
      ipam.path("ranges").forEach(set -> ranges.add(set.path(0).path("subnet").asText()));
      return java.util.Arrays.equals(content, of(ranges, store));
    } catch (JsonProcessingException _) {
      return false;
    } catch (java.io.IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }
}
