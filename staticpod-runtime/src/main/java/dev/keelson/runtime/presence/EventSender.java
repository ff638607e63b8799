package dev.keelson.runtime.presence;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.kube.KubeClient;
import dev.keelson.runtime.kube.KubeException;
import dev.keelson.runtime.kube.KubeReply;
import dev.keelson.runtime.kube.PatchType;
import dev.keelson.runtime.kube.ResourcePath;
import dev.keelson.runtime.pod.PodEvent;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends events to the API server; the same one again is counted there, not repeated. */
final class EventSender {
  private static final Logger LOG = LoggerFactory.getLogger(EventSender.class);
  private static final int MOST_REMEMBERED = 128;

  private final KubeClient client;
  private final EventBacklog backlog;
  private final String nodeName;
  private final LinkedHashMap<Series, Sent> sent = new LinkedHashMap<>(16, 0.75f, true);

  EventSender(KubeClient client, EventBacklog backlog, String nodeName) {
    this.client = client;
    this.backlog = backlog;
    this.nodeName = nodeName;
  }

  /** What makes two events the same. */
  private record Series(String uid, String container, String reason, String message) {
    static Series of(PodEvent event) {
      return new Series(event.uid(), event.container(), event.reason(), event.message());
    }
  }

  /** Under which name one was sent, and how often it happened. */
  private record Sent(String name, int count) {}

  /** Sends what comes until the API server goes away, which throws. */
  void run() throws InterruptedException {
    while (true) {
      PodEvent event = backlog.take();
      try {
        send(event);
      } catch (KubeException e) {
        if (!e.refused()) {
          backlog.add(event);
          throw e;
        }
        LOG.debug("an event was refused: {}", e.getMessage());
      }
    }
  }

  private void send(PodEvent event) throws InterruptedException {
    Series series = Series.of(event);
    Sent before = sent.get(series);
    if (before != null && countUp(event, before)) {
      sent.put(series, new Sent(before.name(), before.count() + 1));
      return;
    }
    if (client.create(path(event, ""), create(event)) instanceof KubeReply.Found(var made)) {
      sent.put(series, new Sent(made.path("metadata").path("name").asText(), 1));
    }
    if (sent.size() > MOST_REMEMBERED) {
      sent.pollFirstEntry();
    }
  }

  private boolean countUp(PodEvent event, Sent before) throws InterruptedException {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.put("count", before.count() + 1).put("lastTimestamp", time(event));
    KubeReply reply = client.patch(path(event, before.name()), PatchType.MERGE, patch);
    return reply instanceof KubeReply.Found;
  }

  private ObjectNode create(PodEvent event) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("apiVersion", "v1").put("kind", "Event");
    object
        .putObject("metadata")
        .put("namespace", event.namespace())
        .put("generateName", event.pod() + ".");
    object.set("involvedObject", involved(event));
    object.put("type", event.type()).put("reason", event.reason());
    object.put("message", event.message()).put("count", 1);
    object.put("firstTimestamp", time(event)).put("lastTimestamp", time(event));
    object.putObject("source").put("component", "keelson").put("host", nodeName);
    object.put("reportingComponent", "keelson").put("reportingInstance", nodeName);
    return object;
  }

  /** {@code kubectl describe} finds events by the static pod's uid, which its mirror names. */
  private static ObjectNode involved(PodEvent event) {
    ObjectNode involved = JsonNodeFactory.instance.objectNode();
    involved.put("apiVersion", "v1").put("kind", "Pod").put("namespace", event.namespace());
    involved.put("name", event.pod()).put("uid", event.uid());
    if (!event.container().isEmpty()) {
      involved.put("fieldPath", "spec.containers{" + event.container() + "}");
    }
    return involved;
  }

  private static ResourcePath path(PodEvent event, String name) {
    return ResourcePath.namespaced("v1", event.namespace(), "events", name);
  }

  private static String time(PodEvent event) {
    return event.at().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
