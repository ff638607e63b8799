package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.engine.ContainerConfig;
import dev.keelson.runtime.engine.ContainerConfig.Mount;
import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.ContainerUser;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.embedded.oci.BundleConfig;
import dev.keelson.runtime.engine.embedded.oci.BundlePlan;
import dev.keelson.runtime.engine.embedded.oci.ImageUser;
import dev.keelson.runtime.image.StoredImage;
import dev.keelson.runtime.linux.CgroupLimits;
import dev.keelson.runtime.linux.DurableFiles;
import dev.keelson.runtime.linux.HugePages;
import dev.keelson.runtime.linux.Signals;
import dev.keelson.runtime.linux.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes a container: its root file system, its bundle, its record; no process yet. */
final class ContainerCreation {
  private final EngineParts parts;
  private final SandboxNamespaces namespaces;
  private final RootFilesystem roots;

  ContainerCreation(EngineParts parts, SandboxNamespaces namespaces, RootFilesystem roots) {
    this.parts = parts;
    this.namespaces = namespaces;
    this.roots = roots;
  }

  Container create(SandboxRecord sandbox, ContainerConfig config)
      throws IOException, InterruptedException {
    StoredImage image = EngineImages.require(parts, config.image());
    ImageMounts volumes = ImageMounts.of(parts, roots, config.imageMounts());
    ContainerId id = new ContainerId(EngineFiles.newId());
    EngineLayout layout = parts.layout();
    Files.createDirectories(layout.container(id));
    try {
      Files.createDirectories(layout.bundle(id));
      Path rootfs = roots.make(id, image);
      ImageUser user =
          RootFilesystem.users(rootfs).resolve(image.config().user(), config.security());
      ContainerRecord record = record(id, sandbox, config, image, volumes.ids(), user);
      BundlePlan plan = plan(sandbox, record, config, image, rootfs, volumes.make(id), user);
      Files.write(
          layout.bundle(id).resolve("config.json"),
          BundleConfig.of(plan).toString().getBytes(StandardCharsets.UTF_8));
      Files.createDirectories(config.logPath().getParent());
      StateJson.write(layout.containerFile(id), record.toJson());
      DurableFiles.syncDirectory(layout.containers());
      return new Container(record, new Life.Fresh());
    } catch (IOException | InterruptedException | RuntimeException e) {
      undo(id, e);
      throw e;
    }
  }

  /** Deletes all files of a container that does not run. */
  void delete(ContainerId id) throws IOException {
    roots.unmount(id);
    Trees.delete(parts.layout().bundle(id));
    Files.deleteIfExists(parts.layout().exit(id));
    Trees.delete(parts.layout().container(id));
  }

  private void undo(ContainerId id, Exception cause) {
    try {
      delete(id);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private BundlePlan plan(
      SandboxRecord sandbox,
      ContainerRecord record,
      ContainerConfig config,
      StoredImage image,
      Path rootfs,
      List<Mount> volumes,
      ImageUser user)
      throws IOException, InterruptedException {
    boolean version2 = parts.cgroups().unified();
    return new BundlePlan(
        config,
        image.config(),
        user,
        sandbox.hostname(),
        namespaces.entries(sandbox, version2),
        rootfs,
        Stream.concat(namespaces.mounts(sandbox).stream(), volumes.stream()).toList(),
        Confinement.profile(config.security()),
        record.cgroupPath(),
        parts.oomScore().allowed(config.resources().oomScoreAdj()),
        parts.capabilities(),
        version2,
        CgroupLimits.swapLimits(parts.cgroups()),
        hugePageLimits(config),
        config.security().privileged() ? HostDevices.list() : List.of());
  }

  /** As containerd, which leaves the limits out where the kernel does not count huge pages. */
  private List<BundlePlan.HugePageLimit> hugePageLimits(ContainerConfig config) throws IOException {
    if (!parts.cgroups().limitsHugePages()) {
      return List.of();
    }
    Map<Long, Long> limits = config.resources().hugePageBytes();
    return HugePages.in(HugePages.DIRECTORY).bytes().keySet().stream()
        .map(size ->
            new BundlePlan.HugePageLimit(HugePages.nameOf(size), limits.getOrDefault(size, 0L)))
        .toList();
  }

  private ContainerRecord record(
      ContainerId id,
      SandboxRecord sandbox,
      ContainerConfig config,
      StoredImage image,
      Set<String> volumeImages,
      ImageUser user) {
    return new ContainerRecord(
        id,
        sandbox.id(),
        config.name(),
        config.attempt(),
        parts.boot(),
        Instant.now(),
        config.image().toString(),
        image.id(),
        volumeImages,
        Optional.of(containerUser(user)),
        config.logPath(),
        config.stdin(),
        config.tty(),
        stopSignal(config, image),
        sandbox.cgroupParent() + "/" + id.value(),
        config.labels(),
        config.annotations());
  }

  /** As containerd tells it: the primary group is among the others. */
  private static ContainerUser containerUser(ImageUser user) {
    List<Long> groups =
        IntStream.concat(
                IntStream.of(user.gid()),
                user.additionalGids().stream().mapToInt(Integer::intValue))
            .distinct()
            .mapToObj(Integer::toUnsignedLong)
            .toList();
    return new ContainerUser(
        Integer.toUnsignedLong(user.uid()), Integer.toUnsignedLong(user.gid()), groups);
  }

  private static int stopSignal(ContainerConfig config, StoredImage image) {
    String wanted = config.stopSignal().orElse(image.config().stopSignal());
    if (wanted.isEmpty()) {
      return Signals.TERM;
    }
    return Signals.parse(wanted)
        .orElseThrow(() ->
            new EngineException(
                "container "
                    + config.name()
                    + ": its stop signal \""
                    + wanted
                    + "\" is none; write one such as SIGTERM"));
  }
}
