package dev.keelson.runtime.rollout;

import dev.keelson.runtime.manifest.PodManifest;

/**
 * A successor that was sent away; it is tried again when the manifest says something else.
 *
 * @param before the pod that stays in its place, or is started again
 */
public record Rejection(PodManifest before, PodManifest successor, String why)
    implements RolloutRecord {
  /** The revision that was sent away. */
  public String revision() {
    return successor.revision();
  }

  /** The hash of what was sent away. */
  public String hash() {
    return successor.hash();
  }

  /** What was sent away, and why. */
  public String sentence() {
    return successor.called() + " was rejected: " + why;
  }
}
