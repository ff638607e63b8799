package dev.keelson.runtime.presence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.keelson.runtime.kube.KubeClient;
import dev.keelson.runtime.kube.KubeWatch;
import dev.keelson.runtime.kube.ResourcePath;
import java.util.Map;
import java.util.function.Predicate;

/** Objects of a real API server as its administrator sees them; waits are watches. */
record ApiObjects(KubeClient admin) {
  /** The object as soon as it is as asked. */
  JsonNode await(ResourcePath path, Predicate<JsonNode> asked) throws Exception {
    var query =
        Map.of(
            "watch", "1", "fieldSelector", "metadata.name=" + path.name(), "timeoutSeconds", "60");
    try (KubeWatch watch = admin.watch(path.collection(), query)) {
      while (true) {
        JsonNode object = watch.next().orElseThrow(() -> new AssertionError("never")).object();
        if (asked.test(object)) {
          return object;
        }
      }
    }
  }

  /** Deletes it at once, where it is there. */
  void remove(ResourcePath path) throws InterruptedException {
    remove(path, 0);
  }

  /** Deletes it with that many seconds of grace, where it is there. */
  void remove(ResourcePath path, int graceSeconds) throws InterruptedException {
    var options =
        JsonNodeFactory.instance
            .objectNode()
            .put("kind", "DeleteOptions")
            .put("apiVersion", "v1")
            .put("gracePeriodSeconds", graceSeconds);
    admin.delete(path, options);
  }

  static boolean isReady(JsonNode object) {
    return object
        .path("status")
        .path("conditions")
        .valueStream()
        .anyMatch(c ->
            c.path("type").asText().equals("Ready") && c.path("status").asText().equals("True"));
  }

  static String uid(JsonNode object) {
    return object.path("metadata").path("uid").asText();
  }
}
