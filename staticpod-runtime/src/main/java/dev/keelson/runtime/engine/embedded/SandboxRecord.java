package dev.keelson.runtime.engine.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.engine.PodIdentity;
import dev.keelson.runtime.engine.SandboxConfig;
import dev.keelson.runtime.engine.SandboxId;
import dev.keelson.runtime.engine.SandboxStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is kept of a sandbox until it is removed. */
record SandboxRecord(
    SandboxId id,
    PodIdentity pod,
    int attempt,
    Instant createdAt,
    String hostname,
    String cgroupParent,
    SandboxConfig.Namespaces namespaces,
    List<HostPort> ports,
    List<String> addresses,
    Map<String, String> labels,
    Map<String, String> annotations) {

  static SandboxRecord of(SandboxId id, SandboxConfig config, String hostname, Instant now) {
    return new SandboxRecord(
        id,
        config.pod(),
        config.attempt(),
        now,
        hostname,
        config.cgroupParent(),
        config.namespaces(),
        HostPort.of(config),
        List.of(),
        config.labels(),
        config.annotations());
  }

  /** Where the monitors of the pod's containers live, beside the containers. */
  String monitorCgroup() {
    return cgroupParent + "/conmon";
  }

  SandboxRecord at(List<String> given) {
    return new SandboxRecord(
        id,
        pod,
        attempt,
        createdAt,
        hostname,
        cgroupParent,
        namespaces,
        ports,
        given,
        labels,
        annotations);
  }

  boolean sameAs(SandboxConfig config) {
    return pod.equals(config.pod()) && attempt == config.attempt();
  }

  SandboxStatus status(boolean ready) {
    return new SandboxStatus(id, pod, attempt, ready, createdAt, addresses, labels, annotations);
  }

  ObjectNode toJson() {
    ObjectNode node = StateJson.object();
    node.put("id", id.value());
    node.put("namespace", pod.namespace());
    node.put("name", pod.name());
    node.put("uid", pod.uid());
    node.put("attempt", attempt);
    node.put("createdAt", createdAt.toString());
    node.put("hostname", hostname);
    node.put("cgroupParent", cgroupParent);
    node.put("hostNetwork", namespaces.hostNetwork());
    node.put("hostPid", namespaces.hostPid());
    node.put("hostIpc", namespaces.hostIpc());
    node.put("sharePid", namespaces.sharePid());
    ArrayNode kept = node.putArray("hostPorts");
    ports.forEach(p -> kept.add(p.toJson()));
    addresses.forEach(node.putArray("addresses")::add);
    StateJson.map(node, "labels", labels);
    StateJson.map(node, "annotations", annotations);
    return node;
  }

  static SandboxRecord fromJson(JsonNode node) {
    return new SandboxRecord(
        new SandboxId(node.path("id").asText()),
        new PodIdentity(
            node.path("namespace").asText(), node.path("name").asText(), node.path("uid").asText()),
        node.path("attempt").asInt(),
        StateJson.instant(node, "createdAt"),
        node.path("hostname").asText(),
        node.path("cgroupParent").asText(),
        new SandboxConfig.Namespaces(
            node.path("hostNetwork").asBoolean(),
            node.path("hostPid").asBoolean(),
            node.path("hostIpc").asBoolean(),
            node.path("sharePid").asBoolean()),
        node.path("hostPorts").valueStream().map(HostPort::fromJson).toList(),
        StateJson.texts(node, "addresses"),
        StateJson.map(node, "labels"),
        StateJson.map(node, "annotations"));
  }
}
