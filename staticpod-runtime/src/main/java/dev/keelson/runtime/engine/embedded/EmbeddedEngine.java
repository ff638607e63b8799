package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.engine.ContainerConfig;
import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.engine.ContainerEvent;
import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.ContainerStatus;
import dev.keelson.runtime.engine.EngineCapability;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.ExecCommand;
import dev.keelson.runtime.engine.ExecResult;
import dev.keelson.runtime.engine.ExecSession;
import dev.keelson.runtime.engine.ImageInfo;
import dev.keelson.runtime.engine.SandboxConfig;
import dev.keelson.runtime.engine.SandboxId;
import dev.keelson.runtime.engine.SandboxStatus;
import dev.keelson.runtime.image.ImageReference;
import dev.keelson.runtime.linux.CgroupLimits;
import dev.keelson.runtime.linux.LockFile;
import dev.keelson.runtime.network.PodNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The engine without a daemon: images of the node's store, run by runc under conmon. Containers
 * outlive this process; the next one to open the same directories finds them. One process at a time
 * may hold them. Needs root.
 */
public final class EmbeddedEngine implements ContainerEngine {
  private final EngineParts parts;
  private final LockFile lock;
  private final Sandboxes sandboxes;
  private final Containers containers;
  private final PodNetwork network;
  private final ContainerExec execs;
  private final EngineImages images;

  EmbeddedEngine(
      EngineParts parts,
      LockFile lock,
      Sandboxes sandboxes,
      Containers containers,
      PodNetwork network) {
    this.parts = parts;
    this.lock = lock;
    this.sandboxes = sandboxes;
    this.containers = containers;
    this.network = network;
    this.execs = new ContainerExec(parts);
    this.images = new EngineImages(parts.images());
  }

  /**
   * Opens the engine's directories, making them where there are none, and takes over what runs.
   *
   * @throws EngineException when another process holds them, or runc or conmon is missing
   */
  public static EmbeddedEngine open(EmbeddedConfig config) {
    return Calls.toTheEnd(
        "the embedded engine in " + config.stateDir() + " cannot be opened",
        () -> EngineOpening.load(config));
  }

  @Override
  public String version() {
    return "embedded://" + Calls.toTheEnd("runc has no version", () -> parts.runc().version());
  }

  @Override
  public Set<EngineCapability> capabilities() {
    return EnumSet.allOf(EngineCapability.class);
  }

  @Override
  public Optional<String> networkProblem() {
    return network.problem();
  }

  @Override
  public void weigh(String cgroup, long cpuShares) {
    Calls.toTheEnd(
        "cgroup " + cgroup + " cannot be weighed",
        () -> CgroupLimits.weigh(parts.cgroups(), cgroup, cpuShares));
  }

  @Override
  public SandboxId runSandbox(SandboxConfig config) {
    return Calls.toTheEnd(
        "the sandbox of pod " + config.pod() + " cannot be run", () -> sandboxes.run(config));
  }

  @Override
  public void stopSandbox(SandboxId sandbox) {
    Calls.toTheEnd(
        "sandbox " + sandbox.value() + " cannot be stopped",
        () -> {
          halt(sandbox);
          sandboxes.stop(sandbox);
          return true;
        });
  }

  @Override
  public void removeSandbox(SandboxId sandbox) {
    Calls.toTheEnd(
        "sandbox " + sandbox.value() + " cannot be removed",
        () -> {
          halt(sandbox);
          for (Container container : containers.of(sandbox)) {
            containers.remove(container);
          }
          sandboxes.remove(sandbox);
          return true;
        });
  }

  @Override
  public List<SandboxStatus> listSandboxes() {
    return sandboxes.list();
  }

  @Override
  public ContainerId createContainer(SandboxId sandbox, ContainerConfig config) {
    return Calls.toTheEnd(
        "container " + config.name() + " cannot be created",
        () -> containers.create(sandboxes.requireReady(sandbox), config).record().id());
  }

  @Override
  public void startContainer(ContainerId id) {
    Container container = containers.require(id);
    Calls.toTheEnd(
        "container " + container + " cannot be started",
        () -> {
          containers.start(container, sandboxes);
          return true;
        });
  }

  @Override
  public void stopContainer(ContainerId id, Duration grace) throws InterruptedException {
    Optional<Container> container = containers.find(id);
    if (container.isPresent()) {
      Calls.interruptibly(
          "container " + container.get() + " cannot be stopped",
          () -> {
            containers.stop(container.get(), grace);
            return true;
          });
    }
  }

  @Override
  public void reopenLog(ContainerId id) {
    Container container = containers.require(id);
    Calls.toTheEnd(
        "the log of container " + container + " cannot be reopened",
        () -> {
          parts.conmon().reopenLog(container.record());
          return true;
        });
  }

  @Override
  public void removeContainer(ContainerId id) {
    containers
        .find(id)
        .ifPresent(c ->
            Calls.toTheEnd(
                "container " + c + " cannot be removed",
                () -> {
                  containers.remove(c);
                  return true;
                }));
  }

  @Override
  public List<ContainerStatus> listContainers() {
    return containers.list().stream().map(Container::status).toList();
  }

  @Override
  public Optional<ContainerStatus> containerStatus(ContainerId id) {
    return containers.find(id).map(Container::status);
  }

  @Override
  public ExecResult exec(ContainerId id, List<String> command, Duration timeout)
      throws InterruptedException {
    Container container = containers.require(id);
    return Calls.interruptibly(
        "command " + command + " cannot be run in container " + container,
        () -> execs.exec(container, command, timeout));
  }

  @Override
  public ExecSession openExec(ContainerId id, ExecCommand command) {
    Container container = containers.require(id);
    return Calls.toTheEnd(
        "command " + command.words() + " cannot be run in container " + container,
        () -> execs.open(container, command));
  }

  @Override
  public Optional<ImageInfo> imageStatus(ImageReference image) {
    return images.status(image);
  }

  @Override
  public ImageInfo pullImage(ImageReference image) {
    return images.pull(image);
  }

  @Override
  public List<ImageInfo> listImages() {
    return images.list();
  }

  @Override
  public void removeImage(String id) {
    images.remove(id);
  }

  @Override
  public Path imageDirectory() {
    return images.directory();
  }

  @Override
  public AutoCloseable watch(Consumer<ContainerEvent> listener) {
    return parts.events().watch(listener);
  }

  /** Lets go of the directories; containers and sandboxes go on. */
  @Override
  public void close() {
    parts.exitWatch().close();
    lock.close();
  }

  private void halt(SandboxId sandbox) throws IOException, InterruptedException {
    sandboxes.refuseStarts(sandbox);
    for (Container container : containers.of(sandbox)) {
      containers.kill(container);
    }
    for (Container container : containers.of(sandbox)) {
      containers.awaitEnd(container);
    }
  }
}
