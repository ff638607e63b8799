package dev.keelson.runtime.source;

import dev.keelson.runtime.manifest.PodManifest;
import java.util.List;
import java.util.Optional;

/**
 * What a source asks for at one instant: all of it, every time.
 *
 * @param pods at most one of each full name; where a file was spoilt by an edit, its last good pod
 * @param failures files that could not be used, and why
 * @param complete false until everything was read once: a pod that runs and is not asked for may be
 *     asked for yet
 */
public record DesiredPods(List<PodManifest> pods, List<Failure> failures, boolean complete) {
  public DesiredPods {
    pods = List.copyOf(pods);
    failures = List.copyOf(failures);
  }

  /** All that is asked for. */
  public DesiredPods(List<PodManifest> pods, List<Failure> failures) {
    this(pods, failures, true);
  }

  /**
   * A file that could not be used.
   *
   * @param source the file or URL
   * @param pod full name of the pod that is concerned, where it is known
   * @param message one sentence with what is wrong and what to do
   */
  public record Failure(String source, Optional<String> pod, String message) {}
}
