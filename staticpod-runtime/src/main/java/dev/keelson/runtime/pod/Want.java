package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.PodManifest;
import java.time.Duration;
import java.util.Optional;

/**
 * What is wanted of one full name.
 *
 * @param manifest empty where the pod is to go
 * @param most bounds the grace period of a pod that goes
 * @param problem what is wrong with the pod's file; empty when nothing is
 */
record Want(Optional<PodManifest> manifest, Optional<Duration> most, String problem) {
  static Want nothing() {
    return new Want(Optional.empty(), Optional.empty(), "");
  }
}
