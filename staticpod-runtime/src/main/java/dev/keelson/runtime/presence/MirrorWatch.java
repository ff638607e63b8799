package dev.keelson.runtime.presence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.kube.KubeClient;
import dev.keelson.runtime.kube.KubeException;
import dev.keelson.runtime.kube.KubeWatch;
import dev.keelson.runtime.kube.ResourcePath;
import dev.keelson.runtime.kube.WatchEvent;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Lists and watches this node's pods, so that what others do to mirrors is noticed at once. */
final class MirrorWatch {
  private static final ResourcePath PODS = ResourcePath.all("v1", "pods");
  private static final int TOO_OLD = 410;

  private final KubeClient client;
  private final MirrorCache cache;
  private final Consumer<Set<String>> changed;
  private final String selector;

  /**
   * A watch that has not begun.
   *
   * @param changed told the full names of mirrors that may not be as they should
   */
  MirrorWatch(
      KubeClient client, String nodeName, MirrorCache cache, Consumer<Set<String>> changed) {
    this.client = client;
    this.cache = cache;
    this.changed = changed;
    this.selector = "spec.nodeName=" + nodeName;
  }

  /** Takes the whole list; returns its resource version. */
  String list() throws InterruptedException {
    ObjectNode list = client.list(PODS, Map.of("fieldSelector", selector));
    cache.replace(
        list.path("items")
            .valueStream()
            .filter(MirrorPod::isMirror)
            .map(ObjectNode.class::cast)
            .toList());
    changed.accept(cache.names());
    return version(list);
  }

  /** Watches until the API server goes away, which throws. */
  void run(String from) throws InterruptedException {
    String version = from;
    while (true) {
      try {
        version = watch(version);
      } catch (KubeException e) {
        if (e.status() != TOO_OLD) {
          throw e;
        }
        version = list();
      }
    }
  }

  private String watch(String from) throws InterruptedException {
    var query =
        Map.of(
            "watch", "1",
            "fieldSelector", selector,
            "resourceVersion", from,
            "allowWatchBookmarks", "true",
            "timeoutSeconds", "290");
    String version = from;
    try (KubeWatch watch = client.watch(PODS, query)) {
      Optional<WatchEvent> event = watch.next();
      while (event.isPresent()) {
        version = version(event.get().object());
        take(event.get());
        event = watch.next();
      }
    }
    return version;
  }

  private void take(WatchEvent event) {
    ObjectNode pod = event.object();
    if (event.kind() == WatchEvent.Kind.BOOKMARK || !MirrorPod.isMirror(pod)) {
      return;
    }
    if (event.kind() == WatchEvent.Kind.DELETED) {
      cache.remove(pod);
    } else {
      cache.put(pod);
    }
    changed.accept(Set.of(MirrorPod.fullName(pod)));
  }

  private static String version(ObjectNode object) {
    return object.path("metadata").path("resourceVersion").asText();
  }
}
