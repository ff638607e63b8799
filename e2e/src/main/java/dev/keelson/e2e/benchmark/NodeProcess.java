package dev.keelson.e2e.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process of a node, as this machine sees it.
 *
 * @param executable the file name of its program
 */
record NodeProcess(long pid, String executable) {

  /**
   * The processes of a node.
   *
   * @param first the /proc directory of any process of it, such as {@code /proc/17}
   */
  static List<NodeProcess> all(Path first) throws IOException {
    Path namespace = Files.readSymbolicLink(first.resolve("ns/pid"));
    List<NodeProcess> processes = new ArrayList<>();
    try (Stream<Path> directories = Files.list(Path.of("/proc"))) {
      directories
          .filter(directory -> directory.getFileName().toString().matches("\\d+"))
          .forEach(directory -> of(directory, namespace).ifPresent(processes::add));
    }
    return processes;
  }

  /** What it holds in memory. */
  MemoryUse memory() throws IOException {
    return MemoryUse.parse(Files.readString(Path.of("/proc/" + pid + "/smaps_rollup")));
  }

  private static Optional<NodeProcess> of(Path directory, Path namespace) {
    try {
      if (!Files.readSymbolicLink(directory.resolve("ns/pid")).equals(namespace)) {
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
