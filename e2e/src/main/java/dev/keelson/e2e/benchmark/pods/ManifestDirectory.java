package dev.keelson.e2e.benchmark.pods;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The manifest directory of a node, written as one should: beside it first, then renamed in.
 *
 * @param directory as this machine sees it
 * @param drafts on the same file system
 */
record ManifestDirectory(Path directory, Path drafts) {

  static ManifestDirectory at(Path directory) throws IOException {
    return new ManifestDirectory(
        Files.createDirectories(directory),
        Files.createDirectories(directory.resolveSibling("drafts")));
  }

  /** Puts these pods' manifests in; the answer is when the first of them was renamed. */
  long put(List<StampedPod> pods) throws IOException {
    for (StampedPod pod : pods) {
      Files.writeString(drafts.resolve(file(pod)), pod.manifest());
    }
    long start = System.nanoTime();
    for (StampedPod pod : pods) {
      Files.move(
          drafts.resolve(file(pod)),
          directory.resolve(file(pod)),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
    return start;
  }

  long put(StampedPod pod) throws IOException {
    return put(List.of(pod));
  }

  /** Removes them; the answer is when the first of them was removed. */
  long remove(List<StampedPod> pods) throws IOException {
    long start = System.nanoTime();
    for (StampedPod pod : pods) {
      Files.delete(directory.resolve(file(pod)));
    }
    return start;
  }

  long remove(StampedPod pod) throws IOException {
    return remove(List.of(pod));
  }

  private static String file(StampedPod pod) {
    return pod.name() + ".yaml";
  }
}
