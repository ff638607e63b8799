package dev.keelson.e2e.benchmark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory of some processes, in bytes.
 *
 * @param processes how many
 * @param resident all their pages, those they share counted for each of them
 * @param proportional all their pages, those that n processes share counted as an nth
 */
public record MemoryUse(int processes, long resident, long proportional) {
  static final MemoryUse NONE = new MemoryUse(0, 0, 0);

  private static final Pattern RESIDENT = Pattern.compile("(?m)^Rss: +(\\d+) kB$");
  private static final Pattern PROPORTIONAL = Pattern.compile("(?m)^Pss: +(\\d+) kB$");

  /** One process, by its {@code /proc/PID/smaps_rollup}. */
  static MemoryUse parse(String rollup) {
    return new MemoryUse(1, bytes(RESIDENT, rollup), bytes(PROPORTIONAL, rollup));
  }

  MemoryUse plus(MemoryUse other) {
    return new MemoryUse(
        processes + other.processes, resident + other.resident, proportional + other.proportional);
  }

  private static long bytes(Pattern line, String rollup) {
    Matcher matcher = line.matcher(rollup);
    if (!matcher.find()) {
      throw new BenchmarkException("No line " + line + " in a smaps_rollup: " + rollup);
    }
    return 1024 * Long.parseLong(matcher.group(1));
  }
}
