package dev.keelson.runtime.rollout;

import dev.keelson.runtime.manifest.PodManifest;

/** What was decided of a successor, so that another runtime goes on where this one was killed. */
public sealed interface RolloutRecord permits RolloutRecord.Trial, Rejection {
  /** The last pod that was good. */
  PodManifest before();

  /** The one that was to take its place. */
  PodManifest successor();

  /** Whether that is the successor: the same uid and the same revision. */
  default boolean isOf(PodManifest pod) {
    return successor().uid().equals(pod.uid()) && successor().revision().equals(pod.revision());
  }

  /** Its predecessor had to end so that it can prove itself, and comes back when it does not. */
  record Trial(PodManifest before, PodManifest successor) implements RolloutRecord {}
}
