package dev.keelson.runtime.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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

  private static final int BRIEF = 12;

  public PodManifest {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  /** The hash of what the manifest says, as {@code kubernetes.io/config.hash} tells it. */
  public String hash() {
    return annotations.getOrDefault("kubernetes.io/config.hash", uid);
  }

  /**
   * Its revision and its hash as far as they are told in events: a file edited by hand keeps the
   * revision.
   */
  public String called() {
    return "revision %s (hash %s)".formatted(brief(revision), brief(hash()));
  }

  private static String brief(String hash) {
    return hash.substring(0, Math.min(BRIEF, hash.length()));
  }

  /** What it gets between the stop signal and the kill where that is not its grace period. */
  public Optional<Duration> stopGrace() {
    return TimeAnnotation.STOP_GRACE.in(annotations);
  }

  /**
   * For how long those who connect to it while it is recreated wait for its successor; empty where
   * they are refused.
   */
  public Optional<Duration> holdConnections() {
    return TimeAnnotation.HOLD_CONNECTIONS.in(annotations);
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
