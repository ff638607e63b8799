package dev.keelson.runtime.engine.embedded.oci;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.engine.ContainerConfig.Mount;
import dev.keelson.runtime.engine.ContainerConfig.Propagation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The {@code mounts} of a bundle: the kernel's file systems, then the pod's, outermost first. */
final class MountSection {
  private MountSection() {}

  private record Standard(String type, String target, List<String> options) {}

  static void write(ArrayNode mounts, BundlePlan plan) {
    List<Mount> binds = new ArrayList<>(plan.podMounts());
    Set<String> own =
        plan.config().mounts().stream().map(Mount::containerPath).collect(Collectors.toSet());
    binds.removeIf(m -> own.contains(m.containerPath()));
    binds.addAll(plan.config().mounts());
    binds.sort(Comparator.comparingInt(MountSection::depth));
    Set<String> taken = binds.stream().map(Mount::containerPath).collect(Collectors.toSet());
    standard(plan.config().security().privileged()).stream()
        .filter(s -> !taken.contains(s.target()))
        .forEach(s -> add(mounts, s.target(), s.type(), s.type(), s.options()));
    binds.forEach(m -> add(mounts, m.containerPath(), "bind", source(m), options(m)));
  }

  /** How mounts made below the root file system spread; empty for the runtime's own choice. */
  static String rootPropagation(List<Mount> mounts) {
    if (mounts.stream().anyMatch(m -> m.propagation() == Propagation.BIDIRECTIONAL)) {
      return "shared";
    }
    return mounts.stream().anyMatch(m -> m.propagation() == Propagation.HOST_TO_CONTAINER)
        ? "slave"
        : "";
  }

  private static List<Standard> standard(boolean privileged) {
    String sys = privileged ? "rw" : "ro";
    return List.of(
        new Standard("proc", "/proc", List.of("nosuid", "noexec", "nodev")),
        new Standard("tmpfs", "/dev", List.of("nosuid", "strictatime", "mode=755", "size=65536k")),
        new Standard(
            "devpts",
            "/dev/pts",
            List.of("nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5")),
        new Standard("mqueue", "/dev/mqueue", List.of("nosuid", "noexec", "nodev")),
        new Standard("sysfs", "/sys", List.of("nosuid", "noexec", "nodev", sys)),
        new Standard(
            "cgroup", "/sys/fs/cgroup", List.of("nosuid", "noexec", "nodev", "relatime", sys)));
  }

  private static List<String> options(Mount mount) {
    List<String> options = new ArrayList<>(List.of("rbind"));
    options.add(
        switch (mount.propagation()) {
          case NONE -> "rprivate";
          case HOST_TO_CONTAINER -> "rslave";
          case BIDIRECTIONAL -> "rshared";
        });
    options.add(mount.readOnly() ? "ro" : "rw");
    if (mount.readOnly() && mount.recursiveReadOnly()) {
      options.add("rro");
    }
    options.addAll(mount.options());
    return options;
  }

  private static String source(Mount mount) {
    return mount.hostPath().toString();
  }

  private static int depth(Mount mount) {
    return (int) mount.containerPath().chars().filter(c -> c == '/').count();
  }

  private static void add(
      ArrayNode mounts, String target, String type, String source, List<String> options) {
    ObjectNode mount = mounts.addObject();
    mount.put("destination", target);
    mount.put("type", type);
    mount.put("source", source);
    ArrayNode words = mount.putArray("options");
    options.forEach(words::add);
  }
}
