package dev.keelson.e2e.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What figures depend on.
 *
 * @param processor the model's name
 * @param memoryBytes all there is
 * @param cgroup in words
 */
public record Machine(String processor, int cores, long memoryBytes, String kernel, String cgroup) {
  private static final Pattern MODEL = Pattern.compile("model name\\s*: (.*)");
  private static final Pattern TOTAL = Pattern.compile("MemTotal: +(\\d+) kB");
  private static final Duration WINDOW = Duration.ofMillis(500);
  private static final double IDLE = 0.05;

  /** This one. */
  public static Machine current() throws IOException {
    return new Machine(
        first(MODEL, Files.readString(Path.of("/proc/cpuinfo")), "unknown processor"),
        Runtime.getRuntime().availableProcessors(),
        1024 * Long.parseLong(first(TOTAL, Files.readString(Path.of("/proc/meminfo")), "0")),
        Files.readString(Path.of("/proc/sys/kernel/osrelease")).trim(),
        cgroup(Files.readString(Path.of("/proc/mounts"))));
  }

  static String cgroup(String mounts) {
    if (!mounts.contains(" cgroup ")) {
      return "v2";
    }
    return mounts.contains(" cgroup2 ") ? "v1, with a v2 hierarchy beside it" : "v1";
  }

  /** Waits until little runs, but not for longer than that: then the figures tell. */
  public static void awaitIdle(Duration timeout) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    double budget = IDLE * WINDOW.toNanos() * Runtime.getRuntime().availableProcessors();
    boolean idle = false;
    while (!idle && System.nanoTime() < deadline) {
      Duration before = ProcessorTime.ofMachine();
      Thread.sleep(WINDOW);
      idle = ProcessorTime.ofMachine().minus(before).toNanos() <= budget;
    }
  }

  private static String first(Pattern pattern, String text, String otherwise) {
    return pattern
        .matcher(text)
        .results()
        .findFirst()
        .map(match -> match.group(1))
        .orElse(otherwise);
  }

  @Override
  public String toString() {
    return "%s, %d cores, %.1f GiB, Linux %s, cgroup %s"
        .formatted(processor, cores, memoryBytes / (double) (1L << 30), kernel, cgroup);
  }
}
