package dev.keelson.runtime.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The memory that a cgroup and all those it lies in leave to a process in it. */
public final class CgroupMemory {
  private static final String UNLIMITED = "max";

  private CgroupMemory() {}

  /**
   * What is left below one cgroup's limit. Cache that the kernel would drop counts as left.
   *
   * @param cgroup its path
   */
  public record Room(String cgroup, long bytes) {}

  /**
   * The least room on the way from that cgroup to the root; empty where nothing is limited. Parts
   * of the path that do not exist have no limit.
   */
  public static Optional<Room> room(Cgroups cgroups, String path) throws IOException {
    Optional<Room> least = Optional.empty();
    for (Path at = Path.of(path); at != null; at = at.getParent()) {
      Optional<Path> directory = cgroups.directory("memory", at.toString());
      if (directory.isPresent()) {
        least = less(least, room(cgroups.unified(), directory.get(), at.toString()));
      }
    }
    return least;
  }

  private static Optional<Room> less(Optional<Room> a, Optional<Room> b) {
    return Stream.of(a, b).flatMap(Optional::stream).min(Comparator.comparingLong(Room::bytes));
  }

  private static Optional<Room> room(boolean unified, Path directory, String cgroup)
      throws IOException {
    Path limit = directory.resolve(unified ? "memory.max" : "memory.limit_in_bytes");
    Path usage = directory.resolve(unified ? "memory.current" : "memory.usage_in_bytes");
    if (!Files.exists(limit) || !Files.exists(usage)) {
      return Optional.empty();
    }
    String most = Files.readString(limit).strip();
    if (most.equals(UNLIMITED)) {
      return Optional.empty();
    }
    long used = Long.parseLong(Files.readString(usage).strip());
    String cache = unified ? "inactive_file " : "total_inactive_file ";
    long droppable =
        Files.readAllLines(directory.resolve("memory.stat")).stream()
            .filter(line -> line.startsWith(cache))
            .mapToLong(line -> Long.parseLong(line.substring(cache.length())))
            .sum();
    return Optional.of(new Room(cgroup, Long.parseLong(most) - used + droppable));
  }
}
