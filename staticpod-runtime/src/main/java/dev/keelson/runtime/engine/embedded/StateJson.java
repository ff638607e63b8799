package dev.keelson.runtime.engine.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.linux.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

  /** Writes what must outlive a power cut. */
  static void write(Path file, JsonNode node) throws IOException {
    DurableFiles.write(file, JSON.writeValueAsBytes(node));
  }

  /**
   * Writes what is worth nothing after a power cut, whole or not at all, without waiting for the
   * disk.
   */
  static void writeQuickly(Path file, JsonNode node) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    Files.write(temporary, JSON.writeValueAsBytes(node));
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The file's content; empty where there is none or where it was never finished. */
  static Optional<JsonNode> read(Path file) throws IOException {
    try {
      return Optional.of(JSON.readTree(Files.readAllBytes(file))).filter(JsonNode::isObject);
    } catch (NoSuchFileException | JsonProcessingException _) {
      return Optional.empty();
    }
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

  static List<String> texts(JsonNode node, String field) {
    List<String> values = new ArrayList<>();
    node.path(field).forEach(v -> values.add(v.asText()));
    return List.copyOf(values);
  }

  static Instant instant(JsonNode node, String field) {
    return Instant.parse(node.path(field).asText());
  }
}
