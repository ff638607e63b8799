package dev.keelson.runtime.engine.embedded.oci;

import dev.keelson.runtime.engine.ContainerConfig;
import dev.keelson.runtime.image.ImageConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All that a bundle's configuration is computed from.
 *
 * @param namespaces those to enter
 * @param rootfs the mounted root file system
 * @param podMounts what the sandbox adds: its shared memory, its host name
 * @param appArmorProfile the kernel's name of it; empty for none
 * @param cgroupPath of the container
 * @param oomScoreAdj as far as the kernel allows
 * @param capabilitiesHeld bit mask of this process's capabilities
 * @param cgroupVersion2 whether version 2 alone is mounted
 * @param swapLimits whether the kernel limits memory and swap together
 * @param hugePageLimits one for each size that the machine has; empty where they are not counted
 * @param hostDevices device nodes of the host, for a privileged container
 */
public record BundlePlan(
    ContainerConfig config,
    ImageConfig image,
    ImageUser user,
    String hostname,
    List<NamespaceEntry> namespaces,
    Path rootfs,
    List<ContainerConfig.Mount> podMounts,
    Optional<String> appArmorProfile,
    String cgroupPath,
    int oomScoreAdj,
    long capabilitiesHeld,
    boolean cgroupVersion2,
    boolean swapLimits,
    List<HugePageLimit> hugePageLimits,
    List<Device> hostDevices) {
  public BundlePlan {
    namespaces = List.copyOf(namespaces);
    podMounts = List.copyOf(podMounts);
    hugePageLimits = List.copyOf(hugePageLimits);
    hostDevices = List.copyOf(hostDevices);
  }

  /**
   * One namespace.
   *
   * @param type in the OCI's words: pid, network, mount, ipc, uts, cgroup
   * @param path of one that exists; empty for a new one
   */
  public record NamespaceEntry(String type, Optional<Path> path) {}

  /**
   * How much may be used of huge pages of one size.
   *
   * @param pageSize in the OCI's words: 2MB, 1GB
   */
  public record HugePageLimit(String pageSize, long bytes) {}

  /** A device node. */
  public record Device(
      String path, String type, int major, int minor, int mode, int uid, int gid) {}
}
