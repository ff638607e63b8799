package dev.keelson.runtime.presence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.api.ApiJson;
import dev.keelson.runtime.pod.PodSnapshot;
import java.util.List;

/**
 * The API object that mirrors a static pod, as the kubelet makes it and NodeRestriction asks for
 * it. Functions, without I/O.
 */
final class MirrorPod {
  static final String MIRROR = "kubernetes.io/config.mirror";
  private static final String HASH = "kubernetes.io/config.hash";
  private static final String REVISION = "keelson.dev/revision";

  /** What a status may have had before and has no more; a patch must say so. */
  private static final List<String> OPTIONAL_FIELDS =
      List.of("message", "reason", "podIP", "podIPs", "startTime", "initContainerStatuses");

  private MirrorPod() {}

  /** Whether that pod is a mirror at all; others are left alone. */
  static boolean isMirror(JsonNode pod) {
    return !annotation(pod, MIRROR).isEmpty();
  }

  /** Namespace and name. */
  static String fullName(JsonNode pod) {
    JsonNode metadata = pod.path("metadata");
    return metadata.path("namespace").asText() + "/" + metadata.path("name").asText();
  }

  /** The mirror that pod should have. */
  static ObjectNode of(PodSnapshot pod, String nodeName, String nodeUid) {
    ObjectNode mirror = pod.manifest().deepCopy();
    mirror.put("apiVersion", "v1").put("kind", "Pod");
    mirror.remove("status");
    ObjectNode metadata = mirror.withObject("/metadata");
    metadata.remove(List.of("uid", "creationTimestamp", "resourceVersion", "generation"));
    ObjectNode annotations = metadata.withObject("/annotations");
    String hash = annotations.path(HASH).asText(pod.uid());
    // With a uid of its own a pod keeps its hash when it is edited; the revision tells then.
    annotations.put(HASH, hash).put(MIRROR, hash).put(REVISION, pod.revision());
    ObjectNode owner = JsonNodeFactory.instance.objectNode();
    owner.put("apiVersion", "v1").put("kind", "Node").put("name", nodeName).put("uid", nodeUid);
    metadata.putArray("ownerReferences").add(owner.put("controller", true));
    mirror.withObject("/spec").put("nodeName", nodeName);
    return mirror;
  }

  /** Whether the mirror that is there is still the one that should be. */
  static boolean isCurrent(JsonNode there, JsonNode wanted) {
    return there.path("metadata").path("deletionTimestamp").isMissingNode()
        && annotation(there, MIRROR).equals(annotation(wanted, MIRROR))
        && annotation(there, REVISION).equals(annotation(wanted, REVISION))
        && owner(there).equals(owner(wanted));
  }

  private static String owner(JsonNode pod) {
    return pod.path("metadata").path("ownerReferences").path(0).path("uid").asText();
  }

  /** The pod's status as a merge patch would bring it about. */
  static ObjectNode statusOf(PodSnapshot pod) {
    ObjectNode status = ApiJson.MAPPER.valueToTree(pod.status());
    OPTIONAL_FIELDS.stream().filter(f -> !status.has(f)).forEach(status::putNull);
    return status;
  }

  /** The patch that gives the mirror of that uid this status, and no other pod of its name. */
  static ObjectNode statusPatch(String mirrorUid, ObjectNode status) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.putObject("metadata").put("uid", mirrorUid);
    return patch.set("status", status);
  }

  private static String annotation(JsonNode pod, String name) {
    return pod.path("metadata").path("annotations").path(name).asText();
  }
}
