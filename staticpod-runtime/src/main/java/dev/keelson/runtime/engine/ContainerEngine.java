package dev.keelson.runtime.engine;

import dev.keelson.runtime.image.ImageReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Sandboxes, containers and images, in the words of the Container Runtime Interface.
 *
 * <p>{@code stop*} and {@code remove*} are idempotent: what is gone already is a success. {@code
 * list*} is the only truth after a restart; an engine keeps no database of ours. What an engine
 * cannot do it leaves out of {@link #capabilities()}, and the call throws {@link
 * UnsupportedCapabilityException}. All methods block, may be called from any thread, and fail with
 * {@link EngineException}.
 */
public interface ContainerEngine extends AutoCloseable {
  /** Name and version, as the Node object shows it: {@code embedded://1.1.5}. */
  String version();

  /** What this engine can do beyond running containers. */
  Set<EngineCapability> capabilities();

  /**
   * Why no pod with a network of its own can be run now, in a sentence that says what to do; empty
   * when one can. CRI's {@code NetworkReady}.
   */
  Optional<String> networkProblem();

  /**
   * Says how much of the processors a cgroup gets beside its siblings when all want more than there
   * is; nothing where it is not there. It holds as long as the cgroup is there.
   *
   * @param cgroup one that pods' are below, such as {@code /kubepods/burstable}
   * @param cpuShares as {@link Resources#cpuShares}
   */
  void weigh(String cgroup, long cpuShares);

  /** Creates and starts a sandbox; its name, namespace, uid and attempt are its identity. */
  SandboxId runSandbox(SandboxConfig config);

  /** Stops every container of the sandbox at once and releases its namespaces. */
  void stopSandbox(SandboxId sandbox);

  /** Removes the sandbox and all its containers, stopping them where they run. */
  void removeSandbox(SandboxId sandbox);

  /** All sandboxes this engine holds for us. */
  List<SandboxStatus> listSandboxes();

  /** Creates a container in a running sandbox, from an image that is present. */
  ContainerId createContainer(SandboxId sandbox, ContainerConfig config);

  /** Starts a created container; returns once its process runs. */
  void startContainer(ContainerId container);

  /**
   * Sends the stop signal, waits for {@code grace}, then kills; returns once the process is gone.
   */
  void stopContainer(ContainerId container, Duration grace) throws InterruptedException;

  /** Removes the container, killing it where it runs. Its log stays. */
  void removeContainer(ContainerId container);

  /** All containers this engine holds for us, exited ones included. */
  List<ContainerStatus> listContainers();

  /** The status of one container; empty when it is gone. */
  Optional<ContainerStatus> containerStatus(ContainerId container);

  /** Runs a command in a running container and collects its output, at most 16 MiB of it. */
  ExecResult exec(ContainerId container, List<String> command, Duration timeout)
      throws InterruptedException;

  /**
   * Has the output of a running container written to a new file at its log's path, after the file
   * that was there got another name. Asks for it and returns; until it is done the output goes on
   * into the file with the other name, and no line is lost.
   */
  void reopenLog(ContainerId container);

  /**
   * Runs a command in a running container with its streams open; returns once it was started.
   *
   * @throws EngineException where the container does not run, or has no such program
   */
  ExecSession openExec(ContainerId container, ExecCommand command);

  /** The image of that reference; empty when it is not present. */
  Optional<ImageInfo> imageStatus(ImageReference image);

  /** Makes the image present and returns it. */
  ImageInfo pullImage(ImageReference image);

  /** All images that are present. */
  List<ImageInfo> listImages();

  /**
   * Removes the image of that id with all its names.
   *
   * @throws EngineException when a container is made of it
   */
  void removeImage(String id);

  /** Where images lie, for a look at how full its disk is. */
  Path imageDirectory();

  /**
   * Reports changes of containers as they happen, without polling. Events may be lost or doubled,
   * so a listener reads the status again. Called on a thread of the engine's; the listener returns
   * quickly.
   */
  AutoCloseable watch(Consumer<ContainerEvent> listener);

  @Override
  void close();
}
