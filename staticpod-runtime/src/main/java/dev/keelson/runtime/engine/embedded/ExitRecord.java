package dev.keelson.runtime.engine.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.engine.ContainerStatus.State;
import java.time.Instant;
import java.util.Optional;

/** What is kept of a container's end. */
record ExitRecord(Instant finishedAt, int exitCode, boolean oomKilled) {
  /** What containerd reports too where nobody saw the process end. */
  static final int UNSEEN = 255;

  /** What a container that could not be started ends with. */
  static final int NOT_STARTED = 128;

  State.Exited state(Optional<Instant> startedAt) {
    return new State.Exited(startedAt, finishedAt, exitCode, oomKilled);
  }

  ObjectNode toJson() {
    ObjectNode node = StateJson.object();
    node.put("finishedAt", finishedAt.toString());
    node.put("exitCode", exitCode);
    node.put("oomKilled", oomKilled);
    return node;
  }

  static ExitRecord fromJson(JsonNode node) {
    return new ExitRecord(
        StateJson.instant(node, "finishedAt"),
        node.path("exitCode").asInt(),
        node.path("oomKilled").asBoolean());
  }
}
