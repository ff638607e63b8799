package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.PodManifest;
import java.util.Optional;

/**
 * A successor that was sent away; it is tried again when the manifest says something else.
 *
 * @param before the pod to start again in its place, where its predecessor had to end for its sake
 */
record Rejection(PodManifest rejected, String why, Optional<PodManifest> before) {
  boolean isOf(PodManifest manifest) {
    return rejected.uid().equals(manifest.uid()) && revision().equals(manifest.revision());
  }

  String revision() {
    return rejected.revision();
  }

  String hash() {
    return rejected.hash();
  }

  String sentence() {
    return rejected.called() + " was rejected: " + why;
  }
}
