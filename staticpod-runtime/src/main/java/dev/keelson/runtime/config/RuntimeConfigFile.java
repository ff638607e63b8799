package dev.keelson.runtime.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.linux.DurableFiles;
import dev.keelson.runtime.presence.NodeTaint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the runtime's document, strictly: an unknown or doubled field or a wrong type is a problem,
 * and all problems are told at once.
 *
 * <pre>
 * {"apiVersion": "keelson.dev/v1alpha1", "kind": "RuntimeConfiguration",
 *  "nodeName": "cp1", "nodeAddresses": ["10.0.0.1"], "kubernetesVersion": "v1.37.1",
 *  "engine": "embedded", "staticPodPath": "/etc/kubernetes/manifests", "fileCheckFrequency": "20s",
 *  "kubeconfig": "/etc/kubernetes/kubelet.conf", "nodeLabels": {"a": "b"},
 *  "registerWithTaints": [{"key": "k", "value": "v", "effect": "NoSchedule"}]}
 * </pre>
 */
public final class RuntimeConfigFile {
  private static final String API_VERSION = "keelson.dev/v1alpha1";
  private static final String KIND = "RuntimeConfiguration";
  private static final Set<String> FIELDS =
      Set.of(
          "apiVersion",
          "kind",
          "nodeName",
          "nodeAddresses",
          "kubernetesVersion",
          "engine",
          "staticPodPath",
          "fileCheckFrequency",
          "kubeconfig",
          "nodeLabels",
          "registerWithTaints");
  private static final List<String> EFFECTS =
      List.of("NoSchedule", "PreferNoSchedule", "NoExecute");
  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  private final RuntimeConfig defaults;
  private final List<String> problems = new ArrayList<>();
  private final ObjectNode document;

  private RuntimeConfigFile(RuntimeConfig defaults, ObjectNode document) {
    this.defaults = defaults;
    this.document = document;
  }

  /**
   * The configuration in that file.
   *
   * @throws InvalidRuntimeConfigException with all that is wrong
   */
  public static RuntimeConfig read(Path file, RuntimePaths paths) {
    JsonNode root;
    try {
      root = STRICT.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new InvalidRuntimeConfigException(file, List.of("not JSON: " + e.getMessage()));
    } catch (IOException e) {
      throw new InvalidRuntimeConfigException(file, List.of("cannot be read: " + e));
    }
    if (!(root instanceof ObjectNode object)) {
      throw new InvalidRuntimeConfigException(file, List.of("not a JSON object"));
    }
    var reader = new RuntimeConfigFile(RuntimeConfig.defaults(paths), object);
    RuntimeConfig config = reader.config();
    if (!reader.problems.isEmpty()) {
      throw new InvalidRuntimeConfigException(file, reader.problems);
    }
    return config;
  }

  /** Writes the document that reads as {@code config}, durably. */
  public static void write(Path file, RuntimeConfig config) throws IOException {
    ObjectNode root = STRICT.createObjectNode();
    root.put("apiVersion", API_VERSION).put("kind", KIND);
    root.put("nodeName", config.nodeName());
    root.set("nodeAddresses", STRICT.valueToTree(config.nodeAddresses()));
    root.put("kubernetesVersion", config.kubernetesVersion()).put("engine", config.engine());
    root.put("staticPodPath", config.staticPodPath().toString());
    root.put("fileCheckFrequency", config.fileCheckFrequency().toSeconds() + "s");
    root.put("kubeconfig", config.kubeconfig().toString());
    root.set("nodeLabels", STRICT.valueToTree(new TreeMap<>(config.nodeLabels())));
    root.set("registerWithTaints", STRICT.valueToTree(config.registerWithTaints()));
    DurableFiles.write(file, STRICT.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
  }

  private RuntimeConfig config() {
    document.properties().stream()
        .map(Map.Entry::getKey)
        .filter(f -> !FIELDS.contains(f))
        .forEach(f -> problems.add(f + ": there is no such field"));
    expect("apiVersion", API_VERSION);
    expect("kind", KIND);
    String engine = text("engine", defaults.engine());
    if (!engine.equals("embedded")) {
      problems.add("engine: " + engine + " is not there yet; embedded is");
    }
    return new RuntimeConfig(
        text("nodeName", defaults.nodeName()),
        texts("nodeAddresses", defaults.nodeAddresses()),
        text("kubernetesVersion", defaults.kubernetesVersion()),
        engine,
        Path.of(text("staticPodPath", defaults.staticPodPath().toString())),
        duration("fileCheckFrequency", defaults.fileCheckFrequency()),
        Path.of(text("kubeconfig", defaults.kubeconfig().toString())),
        labels(),
        taints());
  }

  private void expect(String field, String value) {
    String there = text(field, "");
    if (!there.equals(value)) {
      problems.add(field + ": must be " + value + (there.isEmpty() ? "" : ", not " + there));
    }
  }

  private String text(String field, String otherwise) {
    JsonNode value = document.path(field);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isTextual() || value.asText().isEmpty()) {
      problems.add(field + ": must be a text that is not empty");
      return otherwise;
    }
    return value.asText();
  }

  private List<String> texts(String field, List<String> otherwise) {
    JsonNode value = document.path(field);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isArray() || value.isEmpty() || value.valueStream().anyMatch(v -> !v.isTextual())) {
      problems.add(field + ": must be a list of texts that is not empty");
      return otherwise;
    }
    return value.valueStream().map(JsonNode::asText).toList();
  }

  private Duration duration(String field, Duration otherwise) {
    String text = text(field, otherwise.toSeconds() + "s");
    if (!text.matches("[1-9]\\d{0,5}[smh]")) {
      problems.add(field + ": " + text + " is not a duration such as 20s");
      return otherwise;
    }
    return Duration.parse("PT" + text);
  }

  private Map<String, String> labels() {
    JsonNode value = document.path("nodeLabels");
    var labels = new TreeMap<String, String>();
    if (!value.isMissingNode() && !value.isObject()) {
      problems.add("nodeLabels: must be an object");
    }
    for (Map.Entry<String, JsonNode> label : value.properties()) {
      if (label.getValue().isTextual()) {
        labels.put(label.getKey(), label.getValue().asText());
      } else {
        problems.add("nodeLabels." + label.getKey() + ": must be a text");
      }
    }
    return labels;
  }

  private List<NodeTaint> taints() {
    JsonNode value = document.path("registerWithTaints");
    if (!value.isMissingNode() && !value.isArray()) {
      problems.add("registerWithTaints: must be a list");
    }
    var taints = new ArrayList<NodeTaint>();
    for (int i = 0; i < value.size(); i++) {
      JsonNode taint = value.get(i);
      String effect = taint.path("effect").asText();
      if (taint.path("key").asText().isEmpty() || !EFFECTS.contains(effect)) {
        problems.add(
            "registerWithTaints["
                + i
                + "]: must have a key and an effect of "
                + String.join(", ", EFFECTS));
      }
      taints.add(new NodeTaint(taint.path("key").asText(), taint.path("value").asText(), effect));
    }
    return taints;
  }
}
