package dev.keelson.runtime.presence;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.kube.KubeClient;
import dev.keelson.runtime.kube.KubeException;
import dev.keelson.runtime.kube.KubeReply;
import dev.keelson.runtime.kube.PatchType;
import dev.keelson.runtime.kube.ResourcePath;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** The node's heartbeat: its Lease in {@code kube-node-lease}. */
final class NodeLease {
  private static final int DURATION_SECONDS = 40;

  /** The API's MicroTime. A pattern would load the texts of a thousand locales for it. */
  private static final DateTimeFormatter MICRO_TIME =
      new DateTimeFormatterBuilder().appendInstant(6).toFormatter(Locale.ROOT);

  private final KubeClient client;
  private final String nodeName;
  private final ResourcePath path;

  NodeLease(KubeClient client, String nodeName) {
    this.client = client;
    this.nodeName = nodeName;
    this.path =
        ResourcePath.namespaced("coordination.k8s.io/v1", "kube-node-lease", "leases", nodeName);
  }

  /** Says that the node is alive; makes the lease where there is none. */
  void renew(String nodeUid, Instant now) throws InterruptedException {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.set("spec", spec(now));
    switch (client.patch(path, PatchType.MERGE, patch)) {
      case KubeReply.Found _ -> {}
      case KubeReply.NotFound _ -> create(nodeUid, now);
      case KubeReply.Conflict(var message) -> throw new KubeException(message, 409, null);
    }
  }

  private void create(String nodeUid, Instant now) throws InterruptedException {
    ObjectNode lease = JsonNodeFactory.instance.objectNode();
    lease.put("apiVersion", "coordination.k8s.io/v1").put("kind", "Lease");
    ObjectNode metadata = lease.putObject("metadata").put("name", nodeName);
    // So that the lease goes with its node.
    ObjectNode owner = metadata.putArray("ownerReferences").addObject();
    owner.put("apiVersion", "v1").put("kind", "Node").put("name", nodeName).put("uid", nodeUid);
    lease.set("spec", spec(now));
    if (client.create(path.collection(), lease) instanceof KubeReply.NotFound(var message)) {
      throw new KubeException("creating the lease of " + nodeName + ": " + message, 404, null);
    }
  }

  private ObjectNode spec(Instant now) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("holderIdentity", nodeName)
        .put("leaseDurationSeconds", DURATION_SECONDS)
        .put("renewTime", MICRO_TIME.format(now));
  }
}
