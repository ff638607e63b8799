package dev.keelson.runtime.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of plugins that make one network, as libcni's {@code NetworkConfigList}.
 *
 * @param plugins in the order they are called to add a pod; nobody changes them
 * @param text the whole list as JSON
 */
record NetworkConfig(
    String name, String cniVersion, boolean disableCheck, List<ObjectNode> plugins, String text) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OLDEST = "0.1.0";

  NetworkConfig {
    plugins = List.copyOf(plugins);
  }

  /**
   * The list that {@code text} writes; the configuration of a single plugin is a list of one.
   *
   * @param source its file, for messages
   */
  static NetworkConfig parse(String text, String source) {
    ObjectNode root = object(text, source);
    if (root.has("plugins")) {
      return list(root, text, source);
    }
    ObjectNode list = JSON.createObjectNode();
    list.set("name", root.path("name"));
    list.set("cniVersion", root.path("cniVersion"));
    list.putArray("plugins").add(root);
    return list(list, list.toString(), source);
  }

  private static ObjectNode object(String text, String source) {
    try {
      if (JSON.readTree(text) instanceof ObjectNode root) {
        return root;
      }
    } catch (JsonProcessingException e) {
      throw new NetworkException(source + " is not JSON: " + e.getOriginalMessage(), e);
    }
    throw new NetworkException(source + " is not a JSON object");
  }

  private static NetworkConfig list(ObjectNode root, String text, String source) {
    String name = root.path("name").asText("");
    if (!name.matches("[a-zA-Z0-9][a-zA-Z0-9_.\\-]*")) {
      throw new NetworkException(
          source + ": its name \"" + name + "\" is none; it holds letters, digits, _, . and -");
    }
    List<ObjectNode> plugins = new ArrayList<>();
    for (JsonNode plugin : root.path("plugins")) {
      if (!(plugin instanceof ObjectNode object) || object.path("type").asText("").isEmpty()) {
        throw new NetworkException(source + ": one of its plugins has no type");
      }
      plugins.add(object);
    }
    if (plugins.isEmpty()) {
      throw new NetworkException(source + " lists no plugins");
    }
    boolean disableCheck = root.path("disableCheck").asBoolean(false);
    return new NetworkConfig(
        name, root.path("cniVersion").asText(OLDEST), disableCheck, plugins, text);
  }

  /** Whether plugins are shown the result of the addition when they check or delete. */
  boolean keepsResults() {
    int[] version = numbers(cniVersion);
    return version[0] > 0 || version[1] >= 4;
  }

  /** The types of its plugins, which are the names of their programs. */
  List<String> types() {
    return plugins.stream().map(p -> p.path("type").asText()).distinct().toList();
  }

  private static int[] numbers(String version) {
    String[] words = version.split("\\.", -1);
    int[] numbers = new int[3];
    for (int i = 0; i < numbers.length && i < words.length; i++) {
      numbers[i] = words[i].matches("\\d{1,6}") ? Integer.parseInt(words[i]) : 0;
    }
    return numbers;
  }
}
