package dev.keelson.runtime.presence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The machine's memory in KiB, from {@code /proc/meminfo}. */
record MemoryInfo(long totalKi, long availableKi) {
  static MemoryInfo read() {
    try {
      List<String> lines = Files.readAllLines(Path.of("/proc/meminfo"));
      return new MemoryInfo(value(lines, "MemTotal:"), value(lines, "MemAvailable:"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read /proc/meminfo", e);
    }
  }

  private static long value(List<String> lines, String field) {
    return lines.stream()
        .filter(l -> l.startsWith(field))
        .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
