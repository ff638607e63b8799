package dev.keelson.e2e.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process of a node, as this machine sees it.
 *
 * @param executable the file name of its program
 */
public record NodeProcess(long pid, String executable) {
  /** Where the four times of a stat begin, counted from the field after the name. */
  private static final int USER_TIME = 11;

  private static final int TIMES = 4;

  /**
   * The processes of a node that use its network: all of its own, and those of the pods that have
   * no network of theirs.
   *
   * @param first the /proc directory of any process of it, such as {@code /proc/17}
   */
  public static List<NodeProcess> all(Path first) throws IOException {
    Path namespace = Files.readSymbolicLink(first.resolve("ns/net"));
    List<NodeProcess> processes = new ArrayList<>();
    try (Stream<Path> directories = Files.list(Path.of("/proc"))) {
      directories
          .filter(directory -> directory.getFileName().toString().matches("\\d+"))
          .forEach(directory -> of(directory, namespace).ifPresent(processes::add));
    }
    return processes;
  }

  /** The process of this machine, on whatever node, whose command line is these words. */
  public static Optional<ProcessHandle> running(List<String> words) {
    return ProcessHandle.allProcesses()
        .filter(process -> commandLine(process.pid()).equals(String.join("\0", words) + "\0"))
        .findFirst();
  }

  /** What it and those it has waited for have used of the processors. */
  public Duration processorTime() throws IOException {
    return processorTime(Files.readString(Path.of("/proc/" + pid + "/stat")));
  }

  static Duration processorTime(String stat) {
    // The name of the program, in brackets, may hold anything.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int i = USER_TIME; i < USER_TIME + TIMES; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return Duration.ofNanos(ticks * ProcessorTime.NANOS_PER_TICK);
  }

  /** The words of its command line, a NUL after each; empty when it has ended. */
  public String commandLine() {
    return commandLine(pid);
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
    } catch (IOException _) {
      return "";
    }
  }

  /** What it holds in memory. */
  MemoryUse memory() throws IOException {
    return MemoryUse.parse(Files.readString(Path.of("/proc/" + pid + "/smaps_rollup")));
  }

  private static Optional<NodeProcess> of(Path directory, Path namespace) {
    try {
      if (!Files.readSymbolicLink(directory.resolve("ns/net")).equals(namespace)) {
        return Optional.empty();
      }
      Path program = Files.readSymbolicLink(directory.resolve("exe")).getFileName();
      return Optional.of(
          new NodeProcess(
              Long.parseLong(directory.getFileName().toString()), String.valueOf(program)));
    } catch (IOException | UncheckedIOException _) {
      // It ended meanwhile, or is one of the kernel's.
      return Optional.empty();
    }
  }
}
