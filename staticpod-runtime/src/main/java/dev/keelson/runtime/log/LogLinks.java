package dev.keelson.runtime.log;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The links to containers' logs that collectors of logs look for: {@code
 * /var/log/containers/POD_NAMESPACE_CONTAINER-ID.log}, as the kubelet makes them.
 *
 * @param directory the links' own
 */
public record LogLinks(Path directory) {
  private static final int MAX_NAME = 251;

  /** Those beside the directory of pods' logs. */
  public static LogLinks beside(Path podLogs) {
    return new LogLinks(podLogs.resolveSibling("containers"));
  }

  /** Links to a log, which need not be there yet. */
  public void add(String pod, String namespace, String container, String id, Path log)
      throws IOException {
    String name = pod + "_" + namespace + "_" + container + "-" + id;
    Path link = directory.resolve(name.substring(0, Math.min(name.length(), MAX_NAME)) + ".log");
    try {
      make(link, log);
    } catch (NoSuchFileException _) {
      // The directory went with the last link of another pod.
      make(link, log);
    }
  }

  private void make(Path link, Path log) throws IOException {
    Files.createDirectories(directory);
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, log);
  }

  /** Removes the links that lead nowhere any more, and with the last one their directory. */
  public void removeDead() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.list(directory)) {
      all = files.toList();
    } catch (NoSuchFileException _) {
      return;
    }
    for (Path link : all) {
      if (Files.isSymbolicLink(link) && !Files.exists(link)) {
        Files.deleteIfExists(link);
      }
    }
    try {
      Files.deleteIfExists(directory);
    } catch (DirectoryNotEmptyException _) {
      // Links that lead somewhere stay.
    }
  }
}
