package dev.keelson.runtime.presence;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.kube.KubeClient;
import dev.keelson.runtime.kube.KubeException;
import dev.keelson.runtime.kube.KubeReply;
import dev.keelson.runtime.kube.PatchType;
import dev.keelson.runtime.kube.ResourcePath;
import dev.keelson.runtime.pod.PodBoard;
import dev.keelson.runtime.pod.PodSnapshot;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Brings one mirror pod into the state its static pod is in. Level-triggered: it compares what is
 * with what should be, so it does not matter what was missed. A mirror is never updated but in its
 * status; another content means deleting and creating, as the kubelet does.
 */
final class MirrorPods {
  private final KubeClient client;
  private final PodBoard board;
  private final Supplier<Set<String>> desired;
  private final MirrorCache cache;
  private final String nodeName;
  private final String nodeUid;

  MirrorPods(
      KubeClient client,
      PodBoard board,
      Supplier<Set<String>> desired,
      MirrorCache cache,
      String nodeName,
      String nodeUid) {
    this.client = client;
    this.board = board;
    this.desired = desired;
    this.cache = cache;
    this.nodeName = nodeName;
    this.nodeUid = nodeUid;
  }

  /** Reconciles the pod of that namespace and name. */
  void reconcile(String fullName) throws InterruptedException {
    Optional<PodSnapshot> pod = board.pod(fullName);
    Optional<ObjectNode> mirror = cache.get(fullName);
    if (pod.isEmpty()) {
      // One that is desired will be on the board soon, as after a restart of the runtime.
      if (mirror.isPresent() && !desired.get().contains(fullName)) {
        delete(mirror.get());
      }
      return;
    }
    ObjectNode wanted = MirrorPod.of(pod.get(), nodeName, nodeUid);
    if (mirror.isPresent() && !MirrorPod.isCurrent(mirror.get(), wanted)) {
      delete(mirror.get());
      mirror = Optional.empty();
    }
    ObjectNode there = mirror.isPresent() ? mirror.get() : create(wanted);
    sendStatus(there, MirrorPod.statusOf(pod.get()));
  }

  private ObjectNode create(ObjectNode wanted) throws InterruptedException {
    ResourcePath path = path(wanted);
    ObjectNode made =
        switch (client.create(path.collection(), wanted)) {
          case KubeReply.Found(var created) -> created;
          case KubeReply.Conflict _ -> existing(path);
          case KubeReply.NotFound(var message) ->
              throw new KubeException("creating the mirror of " + path + ": " + message, 404, null);
        };
    cache.put(made);
    return made;
  }

  private ObjectNode existing(ResourcePath path) throws InterruptedException {
    ObjectNode pod =
        client.get(path).found().orElseThrow(() -> new KubeException(path + " went", 409, null));
    if (!MirrorPod.isMirror(pod)) {
      throw new KubeException(
          path + " is another's pod of the same name; the static pod runs without a mirror",
          409,
          null);
    }
    return pod;
  }

  private void sendStatus(ObjectNode mirror, ObjectNode status) throws InterruptedException {
    if (JsonSubset.contains(mirror.path("status"), status)) {
      return;
    }
    ObjectNode patch = MirrorPod.statusPatch(MirrorCache.uid(mirror), status);
    ResourcePath path = path(mirror).subresource("status");
    switch (client.patch(path, PatchType.MERGE, patch)) {
      case KubeReply.Found(var patched) -> cache.put(patched);
      // Deleted by somebody meanwhile: the next attempt finds none and makes another.
      case KubeReply.NotFound(var message) -> lost(mirror, message);
      case KubeReply.Conflict(var message) -> lost(mirror, message);
    }
  }

  private void lost(ObjectNode mirror, String message) {
    cache.remove(mirror);
    throw new KubeException(
        "sending the status of " + MirrorPod.fullName(mirror) + ": " + message, 409, null);
  }

  private void delete(ObjectNode mirror) throws InterruptedException {
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options.put("apiVersion", "v1").put("kind", "DeleteOptions").put("gracePeriodSeconds", 0);
    options.putObject("preconditions").put("uid", MirrorCache.uid(mirror));
    // Gone, or another by now: both are as good as deleted.
    client.delete(path(mirror), options);
    cache.remove(mirror);
  }

  private static ResourcePath path(ObjectNode pod) {
    String[] name = MirrorPod.fullName(pod).split("/", 2);
    return ResourcePath.namespaced("v1", name[0], "pods", name[1]);
  }
}
