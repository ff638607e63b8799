package dev.keelson.runtime.testkit;

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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An engine without processes, held to {@code ContainerEngineContract}: what a container does is
 * its {@link Program}, chosen by {@link #programs}; what happens to it is said by the test ({@link
 * #exit}, {@link #powerCut}). Every call is noted in {@link #calls}.
 */
public final class InMemoryEngine implements ContainerEngine {
  private final ManualClock clock;
  private final MemoryImages images = new MemoryImages();
  private final MemoryEvents events = new MemoryEvents();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final MemoryState state = new MemoryState();
  private final Map<String, Long> weights = new ConcurrentHashMap<>();
  private volatile Optional<String> networkProblem = Optional.empty();
  private volatile Function<ContainerConfig, Program> programs = _ -> Program.runs();

  public InMemoryEngine(ManualClock clock) {
    this.clock = clock;
  }

  /** From now on a container that is created does what {@code choice} says. */
  public void programs(Function<ContainerConfig, Program> choice) {
    programs = choice;
  }

  /** Makes an image present, with the user that is written in it. */
  public void addImage(String image, String user) {
    images.add(ImageReference.parse(image), user);
  }

  /** Removes an image and refuses to pull it. */
  public void refuseImage(String image, String why) {
    images.refuse(ImageReference.parse(image), why);
  }

  /** Lets an image be pulled again. */
  public void allowImage(String image) {
    images.allow(ImageReference.parse(image));
  }

  /** Takes the pod network away for that reason, or gives it back where there is none. */
  public void networkProblem(Optional<String> why) {
    networkProblem = why;
  }

  /** The calls so far, such as {@code startContainer etcd/0}, oldest first. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  /** The shares of the processors that cgroups were given last. */
  public Map<String, Long> weights() {
    return Map.copyOf(weights);
  }

  @Override
  public void weigh(String cgroup, long cpuShares) {
    weights.put(cgroup, cpuShares);
  }

  /** Ends the running container of that name in any pod. */
  public void exit(String containerName, int exitCode) {
    exit(running(containerName), exitCode, false);
  }

  /** Ends a running container. */
  public void exit(ContainerId container, int exitCode, boolean oomKilled) {
    end(container, exitCode, oomKilled);
  }

  /** The one running container of that name. */
  public ContainerId running(String containerName) {
    return state.containers().stream()
        .filter(c -> c.running() && c.config().name().equals(containerName))
        .map(MemoryContainer::id)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no container " + containerName + " runs"));
  }

  /** What a container was created with. */
  public ContainerConfig configOf(ContainerId container) {
    return state.require(container).config();
  }

  /** All is as after a sudden reboot: no process, no namespace, no event. */
  public void powerCut() {
    state.powerCut(clock.instant());
  }

  @Override
  public String version() {
    return "memory://1";
  }

  @Override
  public Set<EngineCapability> capabilities() {
    return Set.of(
        EngineCapability.EXEC, EngineCapability.IMAGE_PULL, EngineCapability.NETWORK_NAMESPACE);
  }

  @Override
  public Optional<String> networkProblem() {
    return networkProblem;
  }

  @Override
  public SandboxId runSandbox(SandboxConfig config) {
    if (!config.namespaces().hostNetwork() && networkProblem.isPresent()) {
      throw new EngineException(networkProblem.get());
    }
    calls.add("runSandbox " + config.pod() + "/" + config.attempt());
    return state.addSandbox(config, clock.instant());
  }

  @Override
  public void stopSandbox(SandboxId sandbox) {
    calls.add("stopSandbox " + sandbox.value());
    halt(sandbox);
  }

  @Override
  public void removeSandbox(SandboxId sandbox) {
    calls.add("removeSandbox " + sandbox.value());
    halt(sandbox);
    state.removeSandbox(sandbox);
  }

  @Override
  public List<SandboxStatus> listSandboxes() {
    return state.sandboxes();
  }

  @Override
  public ContainerId createContainer(SandboxId sandbox, ContainerConfig config) {
    calls.add("createContainer " + config.name() + "/" + config.attempt());
    images.require(config.image());
    config.imageMounts().forEach(m -> images.require(m.image()));
    return state.addContainer(sandbox, config, programs.apply(config), clock.instant());
  }

  @Override
  public void startContainer(ContainerId container) {
    calls.add("startContainer " + state.require(container));
    MemoryContainer started = state.begin(container, clock.instant());
    started.print(clock.instant());
    events.send(new ContainerEvent(container, started.sandbox(), ContainerEvent.Kind.STARTED));
    started.program().exitsWith().ifPresent(code -> end(container, code, false));
  }

  @Override
  public void stopContainer(ContainerId container, Duration grace) throws InterruptedException {
    Optional<MemoryContainer> found = state.find(container);
    calls.add("stopContainer " + found.map(c -> c.config().name()).orElse(container.value()));
    if (found.isEmpty() || !found.get().running()) {
      return;
    }
    OptionalInt code = found.get().program().onStopSignal();
    if (code.isEmpty()) {
      clock.sleepUntil(
          grace, () -> !state.find(container).map(MemoryContainer::running).orElse(false));
    }
    end(container, code.orElse(137), false);
  }

  @Override
  public void removeContainer(ContainerId container) {
    calls.add("removeContainer " + container.value());
    end(container, 137, false);
    state.removeContainer(container);
  }

  @Override
  public List<ContainerStatus> listContainers() {
    return state.containers().stream().map(this::status).toList();
  }

  @Override
  public Optional<ContainerStatus> containerStatus(ContainerId container) {
    return state.find(container).map(this::status);
  }

  @Override
  public ExecResult exec(ContainerId container, List<String> command, Duration timeout) {
    MemoryContainer running = state.require(container);
    if (!running.running()) {
      throw new EngineException("container " + running + " is not running");
    }
    return running.program().exec().apply(command);
  }

  @Override
  public void reopenLog(ContainerId container) {
    calls.add("reopenLog " + state.require(container));
    state.require(container).reopenLog();
  }

  @Override
  public ExecSession openExec(ContainerId container, ExecCommand command) {
    return MemoryExec.of(exec(container, command.words(), Duration.ZERO), command);
  }

  @Override
  public Optional<ImageInfo> imageStatus(ImageReference image) {
    return images.find(image);
  }

  @Override
  public ImageInfo pullImage(ImageReference image) {
    calls.add("pullImage " + image);
    return images.pull(image);
  }

  @Override
  public List<ImageInfo> listImages() {
    return images.all();
  }

  @Override
  public void removeImage(String id) {
    calls.add("removeImage " + id);
    if (listContainers().stream().flatMap(ContainerStatus::imageIds).anyMatch(id::equals)) {
      throw new EngineException("image " + id + " cannot be removed: a container is made of it");
    }
    images.remove(id);
  }

  @Override
  public Path imageDirectory() {
    return Path.of("/");
  }

  @Override
  public AutoCloseable watch(Consumer<ContainerEvent> listener) {
    return events.watch(listener);
  }

  @Override
  public void close() {
    events.close();
  }

  private void end(ContainerId id, int exitCode, boolean oomKilled) {
    Optional<MemoryContainer> ended = state.end(id, clock.instant(), exitCode, oomKilled);
    if (ended.isPresent()) {
      events.send(new ContainerEvent(id, ended.get().sandbox(), ContainerEvent.Kind.EXITED));
      clock.wake();
    }
  }

  private void halt(SandboxId sandbox) {
    state.notReady(sandbox);
    state.in(sandbox).forEach(c -> end(c.id(), 137, false));
  }

  private ContainerStatus status(MemoryContainer c) {
    Set<String> volumes =
        c.config().imageMounts().stream()
            .flatMap(m -> images.find(m.image()).stream())
            .map(ImageInfo::id)
            .collect(Collectors.toSet());
    return c.status(images.find(c.config().image()).map(ImageInfo::id).orElse(""), volumes);
  }
}
