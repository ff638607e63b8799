package dev.keelson.bootstrap.preflight;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The kernel's control groups, of either version: the static pods ask for CPU shares.
 *
 * @param mount usually {@code /sys/fs/cgroup}
 */
record Cgroups(Path mount) implements Check {
  @Override
  public String name() {
    return "SystemVerification";
  }

  @Override
  public List<Finding> findings() {
    if (Files.exists(mount.resolve("cgroup.controllers"))) {
      var enabled = List.of(Proc.read(mount.resolve("cgroup.controllers")).strip().split(" "));
      return missing(Stream.of("cpu", "memory", "pids").filter(c -> !enabled.contains(c)));
    }
    return missing(
        Stream.of("cpu", "memory", "pids").filter(c -> !Files.isDirectory(mount.resolve(c))));
  }

  private List<Finding> missing(Stream<String> controllers) {
    var names = controllers.toList();
    return names.isEmpty()
        ? List.of()
        : List.of(
            new Problem(
                "the cgroup controllers %s are missing at %s; mount cgroups, or enable them in the kernel"
                    .formatted(String.join(", ", names), mount)));
  }
}
