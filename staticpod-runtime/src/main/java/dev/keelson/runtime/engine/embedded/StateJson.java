package dev.keelson.runtime.engine.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.linux.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The engine's small JSON files, and what their fields have in common. */
final class StateJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StateJson() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static void write(Path file, JsonNode node) throws IOException {
    DurableFiles.write(file, JSON.writeValueAsBytes(node));
  }

  /** The file's content; empty where there is none or where it was never finished. */
  static Optional<JsonNode> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return Optional.of(JSON.readTree(Files.readAllBytes(file)));
  }

  static void map(ObjectNode node, String field, Map<String, String> values) {
    ObjectNode map = node.putObject(field);
    new TreeMap<>(values).forEach(map::put);
  }

  static Map<String, String> map(JsonNode node, String field) {
    Map<String, String> values = new LinkedHashMap<>();
    node.path(field).properties().forEach(e -> values.put(e.getKey(), e.getValue().asText()));
    return values;
  }

  static Instant instant(JsonNode node, String field) {
    return Instant.parse(node.path(field).asText());
  }
}
