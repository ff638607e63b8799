package dev.keelson.e2e.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How long processors have been busy, at one instant.
 *
 * @param node for the processes of the node
 * @param machine for anything
 */
record ProcessorTime(Duration node, Duration machine) {
  static final long NANOS_PER_TICK = 10_000_000;
  private static final int BUSY_FIELDS = 8;
  private static final int IDLE = 3;
  private static final int WAITING = 4;

  /**
   * Now.
   *
   * @param cgroups the text of {@code /proc/PID/cgroup} of a process of the node, as the host sees
   *     it
   */
  static ProcessorTime now(String cgroups) throws IOException {
    return new ProcessorTime(ofNode(cgroups), ofMachine());
  }

  /** For anything on this machine, since it started. */
  static Duration ofMachine() throws IOException {
    return ofMachine(Files.readString(Path.of("/proc/stat")));
  }

  static Duration ofMachine(String stat) {
    List<String> fields = List.of(stat.lines().findFirst().orElseThrow().trim().split(" +"));
    long ticks = 0;
    for (int i = 0; i < BUSY_FIELDS; i++) {
      ticks += i == IDLE || i == WAITING ? 0 : Long.parseLong(fields.get(i + 1));
    }
    return Duration.ofNanos(ticks * NANOS_PER_TICK);
  }

  private static Duration ofNode(String cgroups) throws IOException {
    Path usage = accounting(cgroups);
    if (Files.exists(usage.resolve("cpuacct.usage"))) {
      return Duration.ofNanos(
          Long.parseLong(Files.readString(usage.resolve("cpuacct.usage")).trim()));
    }
    try (Stream<String> lines = Files.lines(usage.resolve("cpu.stat"))) {
      return lines
          .filter(line -> line.startsWith("usage_usec "))
          .findFirst()
          .map(line ->
              Duration.ofNanos(1000 * Long.parseLong(line.substring("usage_usec ".length()))))
          .orElseThrow(() -> new BenchmarkException(usage + " counts no processor time."));
    }
  }

  /** The directory of the cgroup that counts: cpuacct's of version 1, else that of version 2. */
  static Path accounting(String cgroups) {
    String path = "";
    for (String line : cgroups.lines().toList()) {
      List<String> fields = List.of(line.split(":", 3));
      if (List.of(fields.get(1).split(",")).contains("cpuacct")) {
        return Path.of("/sys/fs/cgroup/" + fields.get(1) + fields.get(2));
      }
      path = fields.get(1).isEmpty() ? fields.get(2) : path;
    }
    return Path.of("/sys/fs/cgroup" + path);
  }

  /** What was used between an earlier instant and this one. */
  ProcessorTime since(ProcessorTime earlier) {
    return new ProcessorTime(node.minus(earlier.node), machine.minus(earlier.machine));
  }

  /** What was used by anything but the node. */
  Duration elsewhere() {
    Duration rest = machine.minus(node);
    return rest.isNegative() ? Duration.ZERO : rest;
  }
}
