package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.engine.embedded.oci.BundlePlan.Device;
import dev.keelson.runtime.linux.Nodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The device nodes below /dev, which a privileged container gets all of. */
final class HostDevices {
  private static final int TYPE = 0170000;
  private static final int BLOCK = 0060000;
  private static final int CHARACTER = 0020000;
  private static final Set<String> NOT_DEVICES = Set.of("pts", "shm", "fd", "mqueue", "console");

  private HostDevices() {}

  static List<Device> list() throws IOException {
    List<Device> found = new ArrayList<>();
    collect(Path.of("/dev"), found);
    return found;
  }

  private static void collect(Path directory, List<Device> found) throws IOException {
    List<Path> children;
    try (var stream = Files.list(directory)) {
      children = stream.sorted().toList();
    }
    for (Path child : children) {
      if (NOT_DEVICES.contains(String.valueOf(child.getFileName()))) {
        continue;
      }
      if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
        collect(child, found);
      } else {
        add(child, found);
      }
    }
  }

  private static void add(Path node, List<Device> found) throws IOException {
    Map<String, Object> facts =
        Files.readAttributes(node, "unix:mode,rdev,uid,gid", LinkOption.NOFOLLOW_LINKS);
    int mode = number(facts, "mode");
    int type = mode & TYPE;
    if (type != BLOCK && type != CHARACTER) {
      return;
    }
    long device = facts.get("rdev") instanceof Long rdev ? rdev : 0;
    found.add(
        new Device(
            node.toString(),
            type == BLOCK ? "b" : "c",
            Nodes.major(device),
            Nodes.minor(device),
            mode & 07777,
            number(facts, "uid"),
            number(facts, "gid")));
  }

  private static int number(Map<String, Object> facts, String name) {
    return facts.get(name) instanceof Integer value ? value : 0;
  }
}
