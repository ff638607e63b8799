package dev.keelson.runtime.engine.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.SandboxId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * What is kept of a container until it is removed.
 *
 * @param boot in which it was created
 * @param stopSignal number of the signal that asks it to end
 */
record ContainerRecord(
    ContainerId id,
    SandboxId sandbox,
    String name,
    int attempt,
    String boot,
    Instant createdAt,
    String image,
    String imageId,
    Path logPath,
    boolean stdin,
    boolean tty,
    int stopSignal,
    String cgroupPath,
    Map<String, String> labels,
    Map<String, String> annotations) {

  ObjectNode toJson() {
    ObjectNode node = StateJson.object();
    node.put("id", id.value());
    node.put("sandbox", sandbox.value());
    node.put("name", name);
    node.put("attempt", attempt);
    node.put("boot", boot);
    node.put("createdAt", createdAt.toString());
    node.put("image", image);
    node.put("imageId", imageId);
    node.put("logPath", logPath.toString());
    node.put("stdin", stdin);
    node.put("tty", tty);
    node.put("stopSignal", stopSignal);
    node.put("cgroupPath", cgroupPath);
    StateJson.map(node, "labels", labels);
    StateJson.map(node, "annotations", annotations);
    return node;
  }

  static ContainerRecord fromJson(JsonNode node) {
    return new ContainerRecord(
        new ContainerId(node.path("id").asText()),
        new SandboxId(node.path("sandbox").asText()),
        node.path("name").asText(),
        node.path("attempt").asInt(),
        node.path("boot").asText(),
        StateJson.instant(node, "createdAt"),
        node.path("image").asText(),
        node.path("imageId").asText(),
        Path.of(node.path("logPath").asText()),
        node.path("stdin").asBoolean(),
        node.path("tty").asBoolean(),
        node.path("stopSignal").asInt(),
        node.path("cgroupPath").asText(),
        StateJson.map(node, "labels"),
        StateJson.map(node, "annotations"));
  }
}
