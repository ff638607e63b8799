package dev.keelson.cli.wiring;

import dev.keelson.runtime.pod.PodSnapshot;
import java.util.Optional;

/**
 * Which of a pod's manifests is meant.
 *
 * @param revision what its annotation says, or a hash
 * @param hash of all that the manifest says: one edited by hand keeps its revision
 */
record PodRevision(String revision, String hash) {
  private static final int BRIEF = 12;

  static PodRevision running(PodSnapshot pod) {
    return new PodRevision(pod.revision(), pod.hash());
  }

  /** Where another one than the running one is asked for. */
  static Optional<PodRevision> desired(PodSnapshot pod) {
    return Optional.of(new PodRevision(pod.desiredRevision(), pod.desiredHash()))
        .filter(d -> !d.revision().isEmpty() && !d.equals(running(pod)));
  }

  /** Where one was tried and sent away. */
  static Optional<PodRevision> rejected(PodSnapshot pod) {
    return Optional.of(new PodRevision(pod.rejectedRevision(), pod.rejectedHash()))
        .filter(r -> !r.revision().isEmpty());
  }

  /** The revision alone, as far as it fits into a table. */
  String brief() {
    return brief(revision);
  }

  /** As {@link #brief()}, told from another one of the same revision. */
  String told() {
    return brief(revision) + " (" + brief(hash) + ")";
  }

  private static String brief(String text) {
    return text.substring(0, Math.min(BRIEF, text.length()));
  }
}
