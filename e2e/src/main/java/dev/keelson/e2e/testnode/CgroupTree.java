package dev.keelson.e2e.testnode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The cgroups a test node leaves behind, one tree in each hierarchy of the host. */
final class CgroupTree {
  /** By the names of their files in either version of cgroups. */
  private static final Map<String, String> SHARES =
      Map.of("cpu.shares", "10240", "cpu.weight", "1000");

  private CgroupTree() {}

  /** Gives the node ten times the share of the processors that a cgroup has by itself. */
  static void prefer(String id) throws IOException {
    for (Path hierarchy : hierarchies()) {
      for (var share : SHARES.entrySet()) {
        Path file = hierarchy.resolve(id).resolve(share.getKey());
        if (Files.exists(file)) {
          Files.writeString(file, share.getValue());
        }
      }
    }
  }

  /** Removes the node's cgroups; their processes have ended. */
  static void remove(String id) throws IOException {
    for (Path hierarchy : hierarchies()) {
      Path root = hierarchy.resolve(id);
      if (Files.isDirectory(root)) {
        try (Stream<Path> tree = Files.walk(root)) {
          for (Path cgroup :
              tree.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(cgroup);
          }
        }
      }
    }
  }

  private static List<Path> hierarchies() throws IOException {
    try (Stream<String> mounts = Files.lines(Path.of("/proc/mounts"))) {
      return mounts
          .map(line -> List.of(line.split(" ", 4)))
          .filter(fields -> fields.get(2).equals("cgroup") || fields.get(2).equals("cgroup2"))
          .map(fields -> Path.of(fields.get(1)))
          .toList();
    }
  }
}
