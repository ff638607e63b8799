package dev.keelson.runtime.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A valid static pod, as the kubelet names and defaults it.
 *
 * @param name with the node's name appended
 * @param uid given in the manifest, or a hash of content, node and source
 * @param document the complete v1 Pod with defaults, for the API; nobody changes it
 * @param source the file or URL
 * @param revision {@code keelson.dev/revision}, or a hash of the spec and the files it depends on
 */
public record PodManifest(
    String namespace,
    String name,
    String uid,
    Map<String, String> labels,
    Map<String, String> annotations,
    PodSpec spec,
    ObjectNode document,
    String source,
    String revision) {
  /** The annotation that names a pod's revision. */
  public static final String REVISION = "keelson.dev/revision";

  /** The annotation that lists host files, by comma, whose content is part of the revision. */
  public static final String DEPENDS_ON_FILES = "keelson.dev/depends-on-files";

  public PodManifest {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  /** Namespace and name, by which at most one pod runs at a time. */
  public String fullName() {
    return namespace + "/" + name;
  }

  /** Whether a file that asks for the other asks for nothing new. */
  public boolean isSameAs(PodManifest other) {
    return uid.equals(other.uid)
        && revision.equals(other.revision)
        && spec.equals(other.spec)
        && labels.equals(other.labels)
        && unseen(annotations).equals(unseen(other.annotations));
  }

  private static Map<String, String> unseen(Map<String, String> annotations) {
    return annotations.entrySet().stream()
        .filter(e -> !e.getKey().equals("kubernetes.io/config.seen"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
