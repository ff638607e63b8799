package dev.keelson.runtime.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** The standard {@code process_*} metrics of this process. */
final class ProcessMetrics {
  private static final Path SELF = Path.of("/proc/self");

  private ProcessMetrics() {}

  static void append(PrometheusText out) {
    var info = ProcessHandle.current().info();
    info.totalCpuDuration()
        .ifPresent(cpu ->
            out.metric("process_cpu_seconds_total", "counter", "CPU time spent.")
                .sample("process_cpu_seconds_total", java.util.Map.of(), seconds(cpu)));
    info.startInstant()
        .ifPresent(start ->
            out.gauge(
                "process_start_time_seconds",
                "When the process started, in seconds since the epoch.",
                start.getEpochSecond()));
    out.gauge("process_resident_memory_bytes", "Resident memory.", residentBytes());
    out.gauge("process_open_fds", "Open file descriptors.", openFiles());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static Number residentBytes() {
    try (Stream<String> lines = Files.lines(SELF.resolve("status"))) {
      return lines
          .filter(l -> l.startsWith("VmRSS:"))
          .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) * 1024)
          .sum();
    } catch (IOException _) {
      return Double.NaN;
    }
  }

  private static Number openFiles() {
    try (Stream<Path> files = Files.list(SELF.resolve("fd"))) {
      return files.count();
    } catch (IOException _) {
      return Double.NaN;
    }
  }
}
