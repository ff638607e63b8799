package dev.keelson.runtime.pod;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One static pod at one instant.
 *
 * @param manifest the pod as it was accepted: a complete v1 Pod with defaults, the node's name
 *     appended, uid and the {@code kubernetes.io/config.*} annotations; never changed by a reader
 * @param revision what {@code keelson.dev/revision} says, or the hash of the defaulted spec
 * @param desiredRevision the revision the manifest asks for; differs while a change is under way or
 *     was refused
 * @param rejectedRevision the revision that was tried beside it and sent away; empty when none was
 * @param desiredHash what {@link #hash} is of the pod the manifest asks for; a manifest edited by
 *     hand keeps its revision
 * @param rejectedHash of the one that was sent away; empty when none was
 * @param source the file or URL it came from
 * @param problem one sentence about why it is not ready: exit code, last log lines, missing image;
 *     empty when all is well
 * @param terminating it has been asked to stop
 */
public record PodSnapshot(
    ObjectNode manifest,
    String revision,
    String desiredRevision,
    String rejectedRevision,
    String desiredHash,
    String rejectedHash,
    String source,
    PodStatus status,
    String problem,
    boolean terminating) {
  /** Namespace and suffixed name. */
  public String fullName() {
    return manifest.path("metadata").path("namespace").asText()
        + "/"
        + manifest.path("metadata").path("name").asText();
  }

  /** Whether it serves: its condition says so, and it was not asked to stop. */
  public boolean ready() {
    return !terminating
        && status.conditions().stream()
            .anyMatch(c -> c.type().equals("Ready") && c.status().equals("True"));
  }

  /** The hash of what its manifest says, {@code kubernetes.io/config.hash}. */
  public String hash() {
    return manifest
        .path("metadata")
        .path("annotations")
        .path("kubernetes.io/config.hash")
        .asText(uid());
  }

  /** The static pod's uid. */
  public String uid() {
    return manifest.path("metadata").path("uid").asText();
  }
}
