package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.PodManifest;

/**
 * How far a successor, started beside its predecessor, has come in taking its place.
 *
 * @param successor the pod that takes over
 */
public record Handover(PodManifest successor, Stage stage) {
  /** In this order; {@link #DECIDED} is left out where the successor is sent away. */
  public enum Stage {
    /** It is ready, and takes over once it has stayed so. */
    NEAR,
    /** It is the pod from now on; the predecessor is asked to stop after this is told. */
    DECIDED,
    /** One of the two is gone. */
    OVER
  }
}
