package dev.keelson.runtime.presence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The four conditions a kubelet keeps, with its reasons, which other programs read. */
final class NodeConditions {
  private final Instant now;
  private final JsonNode before;
  private final ArrayNode conditions = JsonNodeFactory.instance.arrayNode();

  private NodeConditions(Instant now, JsonNode before) {
    this.now = now.truncatedTo(ChronoUnit.SECONDS);
    this.before = before;
  }

  /**
   * The conditions now.
   *
   * @param before those the API server has; a condition that is the same keeps its transition time
   */
  static ArrayNode of(NodeHealth health, JsonNode before, Instant now) {
    var all = new NodeConditions(now, before);
    all.pressure("MemoryPressure", health.memoryPressure(), "Memory", "memory available");
    all.pressure("DiskPressure", health.diskPressure(), "Disk", "disk space available");
    all.pressure("PIDPressure", health.pidPressure(), "PID", "PID available");
    boolean ready = health.engineProblem().isEmpty();
    all.add(
        "Ready",
        ready,
        ready ? "KubeletReady" : "KubeletNotReady",
        ready ? "keelson runs the pods of this node" : health.engineProblem());
    return all.conditions;
  }

  private void pressure(String type, boolean pressure, String word, String what) {
    // The kubelet's own spelling: KubeletHasNoDiskPressure, but KubeletHasSufficientMemory and PID.
    String good = word.equals("Disk") ? "HasNoDiskPressure" : "HasSufficient" + word;
    add(
        type,
        pressure,
        "Kubelet" + (pressure ? "HasInsufficient" + word : good),
        "there is " + (pressure ? "little " : "enough ") + what);
  }

  private void add(String type, boolean value, String reason, String message) {
    String status = value ? "True" : "False";
    ObjectNode condition = conditions.addObject();
    condition.put("type", type).put("status", status);
    condition.put("reason", reason).put("message", message);
    condition.put("lastHeartbeatTime", now.toString());
    condition.put("lastTransitionTime", transition(type, status));
  }

  private String transition(String type, String status) {
    for (JsonNode condition : before) {
      if (condition.path("type").asText().equals(type)
          && condition.path("status").asText().equals(status)) {
        return condition.path("lastTransitionTime").asText(now.toString());
      }
    }
    return now.toString();
  }
}
