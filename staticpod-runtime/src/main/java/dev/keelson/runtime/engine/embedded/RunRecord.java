package dev.keelson.runtime.engine.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.linux.ProcessIdentity;
import java.time.Instant;

/**
 * What is kept of a container from the moment its process is made.
 *
 * @param process its first process
 * @param monitor its conmon
 */
record RunRecord(Instant startedAt, ProcessIdentity process, ProcessIdentity monitor) {

  ObjectNode toJson() {
    ObjectNode node = StateJson.object();

    node.put("startedAt", startedAt.toString());
    node.put("pid", process.pid());
    node.put("pidStart", process.startTime());
    node.put("conmonPid", monitor.pid());
    node.put("conmonStart", monitor.startTime());
    return node;
  }

  static RunRecord fromJson(JsonNode node) {
    return new RunRecord(
        StateJson.instant(node, "startedAt"),
        new ProcessIdentity(node.path("pid").asInt(), node.path("pidStart").asLong()),
        new ProcessIdentity(node.path("conmonPid").asInt(), node.path("conmonStart").asLong()));
  }
}
