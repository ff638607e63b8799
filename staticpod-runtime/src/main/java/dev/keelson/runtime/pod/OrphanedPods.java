package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.engine.SandboxStatus;
import dev.keelson.runtime.linux.MountTable;
import dev.keelson.runtime.log.LogLinks;
import dev.keelson.runtime.volume.PodDirectory;
import dev.keelson.runtime.volume.VolumeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Directories and logs of pods that nobody knows any more, such as a machine leaves that lost its
 * power while a pod was removed. What is mounted, or was touched lately, is left alone.
 */
public final class OrphanedPods {
  private static final Logger LOG = LoggerFactory.getLogger(OrphanedPods.class);
  private static final Duration UNTOUCHED = Duration.ofMinutes(5);

  private final NodeSettings settings;
  private final ContainerEngine engine;
  private final PodBoard board;

  /** Those of a node whose pods are on that board, or run in that engine. */
  public OrphanedPods(NodeSettings settings, ContainerEngine engine, PodBoard board) {
    this.settings = settings;
    this.engine = engine;
    this.board = board;
  }

  /** Removes them, and the links to logs that are gone. */
  public void remove(Instant now) {
    Set<String> known = known();
    Instant before = now.minus(UNTOUCHED);
    try {
      orphans(settings.pods(), known, before, name -> name)
          .forEach(d -> removeLogged(d, () -> new PodDirectory(d).remove()));
      orphans(settings.podLogs(), known, before, OrphanedPods::uidOfLogs)
          .forEach(d -> removeLogged(d, () -> PodDirectory.removeLogs(d)));
      LogLinks.beside(settings.podLogs()).removeDead();
    } catch (IOException e) {
      LOG.warn("looking for what pods left: {}", String.valueOf(e.getMessage()));
    }
  }

  private Set<String> known() {
    Set<String> uids = new HashSet<>();
    board.pods().forEach(p -> uids.add(p.uid()));
    engine.listSandboxes().stream().map(SandboxStatus::pod).forEach(p -> uids.add(p.uid()));
    return uids;
  }

  /** Logs lie in NAMESPACE_NAME_UID. */
  private static String uidOfLogs(String directory) {
    return directory.substring(directory.lastIndexOf('_') + 1);
  }

  private static List<Path> orphans(
      Path parent, Set<String> known, Instant before, UnaryOperator<String> uid)
      throws IOException {
    MountTable mounts = MountTable.read();
    try (Stream<Path> all = Files.list(parent)) {
      return all.filter(Files::isDirectory)
          .filter(d -> !known.contains(uid.apply(d.getFileName().toString())))
          .filter(d -> d.toFile().lastModified() < before.toEpochMilli())
          .filter(d -> mounts.below(d.toAbsolutePath().normalize()).isEmpty())
          .toList();
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }

  private static void removeLogged(Path directory, Runnable removal) {
    try {
      removal.run();
      LOG.info("removed {}, which no pod here is known to have", directory);
    } catch (VolumeException e) {
      LOG.warn("{}", String.valueOf(e.getMessage()));
    }
  }
}
