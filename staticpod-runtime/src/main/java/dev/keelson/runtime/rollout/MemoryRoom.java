package dev.keelson.runtime.rollout;

import dev.keelson.runtime.linux.CgroupMemory;
import dev.keelson.runtime.linux.Cgroups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How much more memory there is to have: what {@code MemAvailable} of {@code /proc/meminfo} says,
 * or the limit of a cgroup where that is less.
 *
 * @param bytes what can be allocated before anything is swapped out or killed for it
 * @param where whose limit that is, in a word or two
 */
public record MemoryRoom(long bytes, String where) {
  private static final double MARGIN = 1.2;

  /**
   * For a process in that cgroup of this machine, now.
   *
   * @param cgroup its path; what of it does not exist yet has no limit
   */
  public static MemoryRoom in(String cgroup) throws IOException {
    return in(Cgroups.mounted(), cgroup, Files.readAllLines(Path.of("/proc/meminfo")));
  }

  static MemoryRoom in(Cgroups cgroups, String cgroup, List<String> meminfo) throws IOException {
    Optional<MemoryRoom> limited =
        CgroupMemory.room(cgroups, cgroup)
            .map(room ->
                new MemoryRoom(room.bytes(), "within the limit of cgroup " + room.cgroup()));
    MemoryRoom available = of(meminfo);
    return Stream.concat(limited.stream(), Stream.of(available))
        .reduce((a, b) -> a.bytes() <= b.bytes() ? a : b)
        .orElse(available);
  }

  static MemoryRoom of(List<String> meminfo) {
    return meminfo.stream()
        .filter(line -> line.startsWith("MemAvailable:"))
        .map(line -> new MemoryRoom(Long.parseLong(line.replaceAll("\\D", "")) << 10, "available"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("/proc/meminfo has no MemAvailable"));
  }

  /**
   * Why a process as large as that does not fit in, in one sentence; empty when it does.
   *
   * @param workingSet in bytes
   */
  public Optional<String> lacksFor(long workingSet) {
    long needed = Math.round(workingSet * MARGIN);
    return bytes >= needed
        ? Optional.empty()
        : Optional.of(
            "two at once need %d MiB more memory, and %d MiB are %s"
                .formatted(needed >> 20, Math.max(0, bytes) >> 20, where));
  }
}
