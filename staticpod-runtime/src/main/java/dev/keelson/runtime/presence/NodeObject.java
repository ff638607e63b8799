package dev.keelson.runtime.presence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.config.NodeTaint;
import dev.keelson.runtime.manifest.HugePageSize;
import dev.keelson.runtime.manifest.Quantity;
import dev.keelson.runtime.manifest.QuantityText;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;

/**
 * The Node object as this node would have it: a function of what is known, without I/O.
 *
 * <p>Allocatable pods are as many as there are static pods, so that the scheduler binds nothing to
 * a node whose runtime would not run it.
 */
final class NodeObject {
  private static final int MOST_PODS = 110;

  private final PresenceConfig config;
  private final MachineFacts machine;

  NodeObject(PresenceConfig config, MachineFacts machine) {
    this.config = config;
    this.machine = machine;
  }

  /** What is sent where there is no Node yet: with taints, and ready from the first moment. */
  ObjectNode created(NodeHealth health, int pods, Instant now) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("apiVersion", "v1").put("kind", "Node");
    node.putObject("metadata").put("name", config.nodeName()).set("labels", labels());
    if (!config.taints().isEmpty()) {
      ArrayNode taints = node.putObject("spec").putArray("taints");
      config.taints().forEach(t -> taints.add(taint(t)));
    }
    ObjectNode status = status(health, pods, JsonNodeFactory.instance.arrayNode(), now);
    return node.set("status", status);
  }

  private static ObjectNode taint(NodeTaint taint) {
    ObjectNode object = JsonNodeFactory.instance.objectNode().put("key", taint.key());
    if (!taint.value().isEmpty()) {
      object.put("value", taint.value());
    }
    return object.put("effect", taint.effect());
  }

  ObjectNode labels() {
    ObjectNode labels = JsonNodeFactory.instance.objectNode();
    labels.put("kubernetes.io/hostname", config.nodeName().toLowerCase(Locale.ROOT));
    labels.put("kubernetes.io/os", "linux").put("kubernetes.io/arch", machine.architecture());
    labels.put("beta.kubernetes.io/os", "linux");
    labels.put("beta.kubernetes.io/arch", machine.architecture());
    config.labels().forEach(labels::put);
    return labels;
  }

  /** The status now; {@code before} are the conditions the API server has. */
  ObjectNode status(NodeHealth health, int pods, JsonNode before, Instant now) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.set("capacity", resources(machine.memoryKi(), Math.max(MOST_PODS, pods)));
    status.set("allocatable", resources(allocatableKi(), pods));
    status.set("conditions", NodeConditions.of(health, before, now));
    status.set("addresses", addresses());
    status.set("nodeInfo", nodeInfo(health));
    return status;
  }

  /** What is set aside as huge pages is no other memory. */
  private long allocatableKi() {
    long huge = machine.hugePages().bytes().values().stream().mapToLong(Long::longValue).sum();
    return Math.max(0, machine.memoryKi() - huge / 1024);
  }

  private ObjectNode resources(long memoryKi, int pods) {
    ObjectNode resources = JsonNodeFactory.instance.objectNode();
    resources.put("cpu", Long.toString(machine.cpus()));
    resources.put("memory", memoryKi + "Ki");
    resources.put("ephemeral-storage", machine.diskKi() + "Ki");
    machine
        .hugePages()
        .bytes()
        .forEach((size, bytes) ->
            resources.put(
                new HugePageSize(size).resource(),
                QuantityText.ofSum(new Quantity(BigDecimal.valueOf(bytes)), true)));
    return resources.put("pods", Integer.toString(pods));
  }

  private ArrayNode addresses() {
    ArrayNode addresses = JsonNodeFactory.instance.arrayNode();
    config
        .addresses()
        .forEach(a -> addresses.addObject().put("type", "InternalIP").put("address", a));
    addresses.addObject().put("type", "Hostname").put("address", config.nodeName());
    return addresses;
  }

  private ObjectNode nodeInfo(NodeHealth health) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("machineID", machine.machineId())
        .put("systemUUID", machine.systemUuid())
        .put("bootID", machine.bootId())
        .put("kernelVersion", machine.kernelVersion())
        .put("osImage", machine.osImage())
        .put("containerRuntimeVersion", health.engineVersion())
        .put("kubeletVersion", config.version())
        .put("kubeProxyVersion", "")
        .put("operatingSystem", "linux")
        .put("architecture", machine.architecture());
  }
}
