package dev.keelson.runtime.rollout;

import dev.keelson.runtime.manifest.PodManifest;
import java.util.Optional;

/** What has to happen to a running pod so that it is the desired one. */
public enum Change {
  /** Nothing that its containers would notice; the new document is shown from now on. */
  KEEP,
  /** It is stopped, and its successor starts the moment it is gone: never two at once. */
  RECREATE,
  /** It is stopped, and nothing follows. */
  REMOVE;

  /**
   * Decides as the kubelet does: another uid is another pod. Unlike the kubelet, another revision
   * is one too, so that a changed certificate or an edit below a fixed uid is not overlooked.
   */
  public static Change of(PodManifest running, Optional<PodManifest> desired) {
    return desired
        .map(d ->
            d.uid().equals(running.uid()) && d.revision().equals(running.revision())
                ? KEEP
                : RECREATE)
        .orElse(REMOVE);
  }
}
