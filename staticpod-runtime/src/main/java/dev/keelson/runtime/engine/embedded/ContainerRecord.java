package dev.keelson.runtime.engine.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.ContainerUser;
import dev.keelson.runtime.engine.SandboxId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
    Set<String> volumeImageIds,
    Optional<ContainerUser> user,
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
    volumeImageIds.forEach(node.putArray("volumeImageIds")::add);
    user.ifPresent(u -> write(u, node.putObject("user")));
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
        Set.copyOf(StateJson.texts(node, "volumeImageIds")),
        node.has("user") ? Optional.of(user(node.get("user"))) : Optional.empty(),
        Path.of(node.path("logPath").asText()),
        node.path("stdin").asBoolean(),
        node.path("tty").asBoolean(),
        node.path("stopSignal").asInt(),
        node.path("cgroupPath").asText(),
        StateJson.map(node, "labels"),
        StateJson.map(node, "annotations"));
  }

  private static void write(ContainerUser user, ObjectNode node) {
    node.put("uid", user.uid());
    node.put("gid", user.gid());
    var groups = node.putArray("groups");
    user.supplementalGroups().forEach(groups::add);
  }

  private static ContainerUser user(JsonNode node) {
    List<Long> groups = new ArrayList<>();
    node.path("groups").forEach(g -> groups.add(g.asLong()));
    return new ContainerUser(node.path("uid").asLong(), node.path("gid").asLong(), groups);
  }
}
