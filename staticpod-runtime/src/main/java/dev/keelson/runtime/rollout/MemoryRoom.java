package dev.keelson.runtime.rollout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much more memory this machine has to give.
 *
 * @param bytes what can be allocated before anybody is killed for it
 * @param limitedBy {@code MemAvailable}, or the cgroup whose limit is nearer
 */
public record MemoryRoom(long bytes, String limitedBy) {
  private static final double MARGIN = 1.2;
  private static final long UNLIMITED = Long.MAX_VALUE / 2;

  /**
   * Of this machine, and of the cgroups that all pods are in.
   *
   * @param cgroup the memory cgroup above the pods' own, as a directory
   */
  public static MemoryRoom of(Optional<Path> cgroup) throws IOException {
    return least(available(Files.readAllLines(Path.of("/proc/meminfo"))), limits(cgroup));
  }

  private static MemoryRoom least(MemoryRoom first, List<MemoryRoom> others) {
    return others.stream().reduce(first, (a, b) -> b.bytes() < a.bytes() ? b : a);
  }

  static MemoryRoom available(List<String> meminfo) {
    long bytes =
        meminfo.stream()
            .filter(line -> line.startsWith("MemAvailable:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
            .findFirst()
            .orElse(UNLIMITED);
    return new MemoryRoom(bytes, "MemAvailable");
  }

  /** Of the cgroup and each above it, whichever version its files are of. */
  private static List<MemoryRoom> limits(Optional<Path> cgroup) throws IOException {
    var found = new ArrayList<MemoryRoom>();
    Path directory = cgroup.orElse(null);
    while (directory != null && Files.exists(directory.resolve("cgroup.procs"))) {
      OptionalLong limit = number(directory, "memory.max", "memory.limit_in_bytes");
      OptionalLong usage = number(directory, "memory.current", "memory.usage_in_bytes");
      if (limit.isPresent() && usage.isPresent() && limit.getAsLong() < UNLIMITED) {
        long room = limit.getAsLong() - usage.getAsLong();
        found.add(new MemoryRoom(room, "the limit of cgroup " + directory));
      }
      directory = directory.getParent();
    }
    return found;
  }

  private static OptionalLong number(Path directory, String... files) throws IOException {
    for (String file : files) {
      Path path = directory.resolve(file);
      if (Files.exists(path)) {
        String text = Files.readString(path).strip();
        return text.equals("max") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
      }
    }
    return OptionalLong.empty();
  }

  /** Why a process as large as that does not fit in, in one sentence; empty when it does. */
  public Optional<String> lacksFor(long workingSet) {
    long needed = Math.round(workingSet * MARGIN);
    return bytes >= needed
        ? Optional.empty()
        : Optional.of(
            "two at once need %d MiB more memory, and %s leaves %d MiB"
                .formatted(needed >> 20, limitedBy, Math.max(0, bytes) >> 20));
  }
}
