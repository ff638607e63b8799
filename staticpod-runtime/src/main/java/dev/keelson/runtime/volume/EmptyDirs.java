package dev.keelson.runtime.volume;

import dev.keelson.runtime.linux.MountTable;
import dev.keelson.runtime.linux.Mounts;
import dev.keelson.runtime.manifest.ContainerSpec;
import dev.keelson.runtime.manifest.HugePageSize;
import dev.keelson.runtime.manifest.NodeCapacity;
import dev.keelson.runtime.manifest.PodSpec;
import dev.keelson.runtime.manifest.Quantity;
import dev.keelson.runtime.manifest.ResourceSpec;
import dev.keelson.runtime.manifest.VolumeSpec;
import dev.keelson.runtime.manifest.VolumeSpec.Medium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The empty directories of one pod: on the disk, in memory or in huge pages, in the kubelet's
 * words.
 */
final class EmptyDirs {
  private static final int EVERYBODYS = 0777;

  /** As the kubelet has the directories of a group's volume, whatever their mode was. */
  private static final int GROUPS = 02770;

  private final PodSpec pod;
  private final NodeCapacity node;

  EmptyDirs(PodSpec pod, NodeCapacity node) {
    this.pod = pod;
    this.node = node;
  }

  /** Makes it at that path; what is mounted there already stays. */
  void setUp(VolumeSpec.EmptyDir volume, Path path) throws IOException {
    PodDirectory.makeDirectory(PodDirectory.parent(path), "rwxr-x---");
    if (volume.medium() instanceof Medium.Disk) {
      make(volume, path);
      return;
    }
    if (!Files.exists(path)) {
      Files.createDirectory(path);
    }
    if (!MountTable.read().has(path.toAbsolutePath().normalize())) {
      mount(volume, path);
      own(volume, path);
    }
  }

  /** On the disk it comes into being with its mode, which the pod may change from then on. */
  private void make(VolumeSpec.EmptyDir volume, Path path) throws IOException {
    if (!Files.exists(path)) {
      // No volume is called so.
      Path fresh = path.resolveSibling(".making-" + path.getFileName());
      Files.deleteIfExists(fresh);
      Files.createDirectory(fresh);
      own(volume, fresh);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private void own(VolumeSpec.EmptyDir volume, Path path) throws IOException {
    Optional<Integer> group = pod.security().fsGroup();
    if (group.isPresent()) {
      Files.setAttribute(path, "unix:gid", group.get());
    }
    int mode = volume.mode().orElse(EVERYBODYS);
    Files.setAttribute(path, "unix:mode", mode | (group.isPresent() ? GROUPS : 0));
  }

  private void mount(VolumeSpec.EmptyDir volume, Path path) throws IOException {
    switch (volume.medium()) {
      case Medium.Disk _ -> {}
      case Medium.Memory _ -> Mounts.mountTmpfs(path, memory(volume.sizeLimit()));
      case Medium.HugePages medium -> Mounts.mountHugePages(path, pageSize(medium).bytes());
    }
  }

  /** No more than the node has, the containers together may use, or the volume itself may. */
  private long memory(Optional<Quantity> limit) {
    List<Optional<Quantity>> all =
        pod.allContainers().map(c -> c.resources().limit("memory")).toList();
    OptionalLong ofPod =
        all.stream().allMatch(Optional::isPresent)
            ? OptionalLong.of(
                all.stream()
                    .flatMap(Optional::stream)
                    .mapToLong(q -> Math.min(q.units(), node.memoryBytes()))
                    .sum())
            : OptionalLong.empty();
    long most = Math.min(node.memoryBytes(), ofPod.orElse(Long.MAX_VALUE));
    return Math.min(
        most, limit.filter(l -> !l.isZero()).map(Quantity::units).orElse(Long.MAX_VALUE));
  }

  /**
   * The one that is written, where the pod requests such pages, or else the only one it requests.
   */
  private HugePageSize pageSize(Medium.HugePages medium) {
    List<HugePageSize> requested =
        Stream.concat(pod.resources().stream(), pod.allContainers().map(ContainerSpec::resources))
            .map(ResourceSpec::requests)
            .flatMap(r -> r.keySet().stream())
            .flatMap(name -> HugePageSize.ofResource(name).stream())
            .filter(size -> medium.size().map(size::equals).orElse(true))
            .distinct()
            .toList();
    if (requested.size() > 1) {
      throw new VolumeException(
          "medium: "
              + medium.word()
              + " can't be used if container requests multiple huge page"
              + " sizes");
    }
    return requested.stream()
        .findFirst()
        .orElseThrow(() ->
            new VolumeException(
                "medium "
                    + medium.word()
                    + ": hugePages storage requested, but there is no resource request for huge"
                    + " pages"));
  }
}
