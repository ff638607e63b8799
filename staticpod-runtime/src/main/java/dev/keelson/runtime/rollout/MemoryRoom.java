package dev.keelson.runtime.rollout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How much more memory this machine has to give, as {@code MemAvailable} of {@code /proc/meminfo}
 * has it.
 *
 * @param bytes what can be allocated before anything is swapped out or killed for it
 */
public record MemoryRoom(long bytes) {
  private static final double MARGIN = 1.2;

  /** Of this machine, now. */
  public static MemoryRoom now() throws IOException {
    return of(Files.readAllLines(Path.of("/proc/meminfo")));
  }

  static MemoryRoom of(List<String> meminfo) {
    return meminfo.stream()
        .filter(line -> line.startsWith("MemAvailable:"))
        .map(line -> new MemoryRoom(Long.parseLong(line.replaceAll("\\D", "")) << 10))
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
            "two at once need %d MiB more memory, and %d MiB are available"
                .formatted(needed >> 20, bytes >> 20));
  }
}
