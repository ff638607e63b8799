package dev.keelson.runtime.testkit;

import dev.keelson.runtime.engine.ContainerConfig;
import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.engine.ContainerEvent;
import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.ContainerStatus;
import dev.keelson.runtime.engine.ContainerStatus.State;
import dev.keelson.runtime.engine.EngineCapability;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.ExecResult;
import dev.keelson.runtime.engine.ImageInfo;
import dev.keelson.runtime.engine.SandboxConfig;
import dev.keelson.runtime.engine.SandboxId;
import dev.keelson.runtime.engine.SandboxStatus;
import dev.keelson.runtime.image.ImageReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

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
  private final Map<SandboxId, SandboxStatus> sandboxes = new LinkedHashMap<>(); // by this
  private final Map<ContainerId, MemoryContainer> containers = new LinkedHashMap<>(); // by this
  private volatile Function<ContainerConfig, Program> programs = _ -> Program.runs();
  private int next = 1; // by this

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

  /** The calls so far, such as {@code startContainer etcd/0}, oldest first. */
  public List<String> calls() {
    return List.copyOf(calls);
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
  public synchronized ContainerId running(String containerName) {
    return containers.values().stream()
        .filter(c -> c.running() && c.config().name().equals(containerName))
        .map(MemoryContainer::id)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no container " + containerName + " runs"));
  }

  /** What a container was created with. */
  public synchronized ContainerConfig configOf(ContainerId container) {
    return require(container).config();
  }

  /** All is as after a sudden reboot: no process, no namespace, no event. */
  public synchronized void powerCut() {
    containers.replaceAll((_, c) -> c.running() ? c.in(exited(c, 255, false)) : c);
    sandboxes.replaceAll((_, s) -> ready(s, false));
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
  public synchronized SandboxId runSandbox(SandboxConfig config) {
    calls.add("runSandbox " + config.pod() + "/" + config.attempt());
    sandboxes.values().stream()
        .filter(s -> s.pod().equals(config.pod()) && s.attempt() == config.attempt())
        .findFirst()
        .ifPresent(InMemoryEngine::refuseDouble);
    SandboxId id = new SandboxId("sandbox-" + next++);
    sandboxes.put(
        id,
        new SandboxStatus(
            id,
            config.pod(),
            config.attempt(),
            true,
            clock.instant(),
            config.namespaces().hostNetwork() ? List.of() : List.of("127.0.0.1"),
            config.labels(),
            config.annotations()));
    return id;
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
    synchronized (this) {
      containers.values().removeIf(c -> c.sandbox().equals(sandbox));
      sandboxes.remove(sandbox);
    }
  }

  @Override
  public synchronized List<SandboxStatus> listSandboxes() {
    return List.copyOf(sandboxes.values());
  }

  @Override
  public synchronized ContainerId createContainer(SandboxId sandbox, ContainerConfig config) {
    String name = config.name() + "/" + config.attempt();
    calls.add("createContainer " + name);
    SandboxStatus pod = sandboxes.get(sandbox);
    if (pod == null || !pod.ready()) {
      throw new EngineException(
          "container " + name + " needs a running sandbox, and " + sandbox.value() + " is none");
    }
    images.require(config.image());
    ofSandbox(sandbox).stream()
        .filter(c -> (c.config().name() + "/" + c.config().attempt()).equals(name))
        .findFirst()
        .ifPresent(c -> {
          throw new EngineException("container " + name + " is there already");
        });
    ContainerId id = new ContainerId("container-" + next++);
    Program program = programs.apply(config);
    containers.put(
        id,
        new MemoryContainer(
            id, sandbox, config, program, clock.instant(), 1000 + next, new State.Created()));
    return id;
  }

  @Override
  public void startContainer(ContainerId container) {
    MemoryContainer started;
    synchronized (this) {
      MemoryContainer c = require(container);
      calls.add("startContainer " + c.config().name() + "/" + c.config().attempt());
      if (!(c.state() instanceof State.Created)) {
        throw new EngineException("container " + c.config().name() + " was started before");
      }
      c.program().startFailure().ifPresent(why -> failStart(c, why));
      started = c.in(new State.Running(clock.instant()));
      containers.put(container, started);
    }
    print(started);
    events.send(new ContainerEvent(container, started.sandbox(), ContainerEvent.Kind.STARTED));
    started.program().exitsWith().ifPresent(code -> end(container, code, false));
  }

  @Override
  public void stopContainer(ContainerId container, Duration grace) throws InterruptedException {
    Optional<MemoryContainer> found = find(container);
    calls.add("stopContainer " + found.map(c -> c.config().name()).orElse(container.value()));
    if (found.isEmpty() || !found.get().running()) {
      return;
    }
    OptionalInt code = found.get().program().onStopSignal();
    if (code.isEmpty()) {
      clock.sleepUntil(grace, () -> !find(container).map(MemoryContainer::running).orElse(false));
    }
    end(container, code.orElse(137), false);
  }

  @Override
  public void removeContainer(ContainerId container) {
    calls.add("removeContainer " + container.value());
    end(container, 137, false);
    synchronized (this) {
      containers.remove(container);
    }
  }

  @Override
  public synchronized List<ContainerStatus> listContainers() {
    return containers.values().stream().map(this::status).toList();
  }

  @Override
  public Optional<ContainerStatus> containerStatus(ContainerId container) {
    return find(container).map(this::status);
  }

  @Override
  public ExecResult exec(ContainerId container, List<String> command, Duration timeout) {
    MemoryContainer c;
    synchronized (this) {
      c = require(container);
    }
    if (!c.running()) {
      throw new EngineException("container " + c.config().name() + " is not running");
    }
    return c.program().exec().apply(command);
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
  public AutoCloseable watch(Consumer<ContainerEvent> listener) {
    return events.watch(listener);
  }

  @Override
  public void close() {
    events.close();
  }

  private void end(ContainerId id, int exitCode, boolean oomKilled) {
    MemoryContainer ended;
    synchronized (this) {
      MemoryContainer c = containers.get(id);
      if (c == null || !c.running()) {
        return;
      }
      ended = c.in(exited(c, exitCode, oomKilled));
      containers.put(id, ended);
    }
    events.send(new ContainerEvent(id, ended.sandbox(), ContainerEvent.Kind.EXITED));
    clock.wake();
  }

  private void halt(SandboxId sandbox) {
    List<MemoryContainer> inside;
    synchronized (this) {
      sandboxes.computeIfPresent(sandbox, (_, s) -> ready(s, false));
      inside = ofSandbox(sandbox);
    }
    inside.forEach(c -> end(c.id(), 137, false));
  }

  private void failStart(MemoryContainer c, String why) {
    Instant now = clock.instant();
    containers.put(c.id(), c.in(new State.Exited(Optional.empty(), now, 128, false)));
    throw new EngineException("container " + c.config().name() + " could not be started: " + why);
  }

  private State exited(MemoryContainer c, int exitCode, boolean oomKilled) {
    Optional<Instant> since =
        c.state() instanceof State.Running(Instant at) ? Optional.of(at) : Optional.empty();
    return new State.Exited(since, clock.instant(), exitCode, oomKilled);
  }

  private void print(MemoryContainer c) {
    StringBuilder text = new StringBuilder();
    c.program().output().forEach(l -> text.append(clock.instant() + " stdout F " + l + "\n"));
    try {
      Files.createDirectories(c.config().logPath().getParent());
      Files.writeString(
          c.config().logPath(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized Optional<MemoryContainer> find(ContainerId id) {
    return Optional.ofNullable(containers.get(id));
  }

  private MemoryContainer require(ContainerId id) {
    MemoryContainer container = containers.get(id);
    if (container == null) {
      throw new EngineException("there is no container " + id.value());
    }
    return container;
  }

  private List<MemoryContainer> ofSandbox(SandboxId sandbox) {
    return new ArrayList<>(
        containers.values().stream().filter(c -> c.sandbox().equals(sandbox)).toList());
  }

  private ContainerStatus status(MemoryContainer c) {
    return c.status(images.find(c.config().image()).map(ImageInfo::id).orElse(""));
  }

  private static void refuseDouble(SandboxStatus s) {
    throw new EngineException(
        "sandbox " + s.pod() + "/" + s.attempt() + " is there already: " + s.id().value());
  }

  private static SandboxStatus ready(SandboxStatus s, boolean ready) {
    return new SandboxStatus(
        s.id(),
        s.pod(),
        s.attempt(),
        ready,
        s.createdAt(),
        s.addresses(),
        s.labels(),
        s.annotations());
  }
}
