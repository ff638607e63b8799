package dev.keelson.runtime.presence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.kube.KubeClient;
import dev.keelson.runtime.kube.KubeException;
import dev.keelson.runtime.kube.KubeReply;
import dev.keelson.runtime.kube.PatchType;
import dev.keelson.runtime.kube.ResourcePath;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Keeps the Node object there and its status true. Used by one thread. */
final class NodeRegistration {
  /** An unchanged status is sent again this often, as the kubelet does. */
  private static final Duration REPORT = Duration.ofMinutes(5);

  private final KubeClient client;
  private final NodeObject node;
  private final ContainerEngine engine;
  private final InstantSource clock;
  private final ResourcePath path;
  private final Path root;
  private Instant reported = Instant.MIN;

  NodeRegistration(
      KubeClient client, PresenceConfig config, ContainerEngine engine, InstantSource clock) {
    this.client = client;
    this.node = new NodeObject(config, MachineFacts.read(config.root()));
    this.engine = engine;
    this.clock = clock;
    this.path = ResourcePath.cluster("v1", "nodes", config.nodeName());
    this.root = config.root();
  }

  /**
   * Creates the Node where there is none, with its labels where they were lost, and sends its
   * status where the API server has another.
   *
   * @return the Node's uid
   */
  String refresh(int pods) throws InterruptedException {
    NodeHealth health = NodeHealth.read(root, engine);
    ObjectNode there =
        switch (client.get(path)) {
          case KubeReply.Found(var found) -> updated(found, health, pods);
          case KubeReply.NotFound _, KubeReply.Conflict _ -> create(health, pods);
        };
    return there.path("metadata").path("uid").asText();
  }

  private ObjectNode create(NodeHealth health, int pods) throws InterruptedException {
    Instant now = clock.instant();
    KubeReply reply = client.create(path.collection(), node.created(health, pods, now));
    reported = now;
    return reply.found().orElseThrow(() -> new KubeException("the Node came or went", 409, null));
  }

  private ObjectNode updated(ObjectNode there, NodeHealth health, int pods)
      throws InterruptedException {
    JsonNode labels = there.path("metadata").path("labels");
    if (!JsonSubset.contains(labels, node.labels())) {
      ObjectNode patch = JsonNodeFactory.instance.objectNode();
      patch.putObject("metadata").set("labels", node.labels());
      client.patch(path, PatchType.MERGE, patch);
    }
    Instant now = clock.instant();
    ObjectNode status = node.status(health, pods, there.path("status").path("conditions"), now);
    if (isOld(now) || differs(there.path("status"), status)) {
      client.patch(path.subresource("status"), PatchType.STRATEGIC, statusPatch(status));
      reported = now;
    }
    return there;
  }

  private boolean isOld(Instant now) {
    return reported.equals(Instant.MIN) || reported.plus(REPORT).isBefore(now);
  }

  /** Conditions of others, such as NetworkUnavailable, are theirs. */
  private static boolean differs(JsonNode there, ObjectNode wanted) {
    ObjectNode rest = wanted.deepCopy();
    rest.remove("conditions");
    if (!JsonSubset.contains(there, rest)) {
      return true;
    }
    for (JsonNode condition : wanted.path("conditions")) {
      ObjectNode lasting = condition.<ObjectNode>deepCopy().without("lastHeartbeatTime");
      if (there.path("conditions").valueStream().noneMatch(c -> JsonSubset.contains(c, lasting))) {
        return true;
      }
    }
    return false;
  }

  private static ObjectNode statusPatch(ObjectNode status) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    // Merged by type, two addresses of one type would become one.
    ArrayNode addresses = JsonNodeFactory.instance.arrayNode();
    addresses.addObject().put("$patch", "replace");
    addresses.addAll((ArrayNode) status.get("addresses"));
    status.set("addresses", addresses);
    patch.set("status", status);
    return patch;
  }
}
