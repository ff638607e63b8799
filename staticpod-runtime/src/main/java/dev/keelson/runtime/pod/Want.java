package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.PodManifest;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is wanted of one full name.
 *
 * @param manifest empty where the pod is to go
 * @param most bounds the grace period of a pod that goes
 * @param problem what is wrong with the pod's file; empty when nothing is
 */
record Want(Optional<PodManifest> manifest, Optional<Duration> most, String problem) {
  /** The same with more that stands in its way. */
  Want with(Stream<String> obstacles) {
    String all =
        Stream.concat(Stream.of(problem), obstacles)
            .filter(p -> !p.isEmpty())
            .collect(Collectors.joining("; "));
    return new Want(manifest, most, all);
  }

  static Want nothing() {
    return new Want(Optional.empty(), Optional.empty(), "");
  }
}
