package dev.keelson.runtime.testkit;

import dev.keelson.runtime.engine.ContainerConfig;
import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.ContainerStatus.State;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.SandboxConfig;
import dev.keelson.runtime.engine.SandboxId;
import dev.keelson.runtime.engine.SandboxStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sandboxes and containers of the in-memory engine; every method is atomic. */
final class MemoryState {
  private static final int FIRST_PID = 1000;

  private final Map<SandboxId, SandboxStatus> sandboxes = new LinkedHashMap<>();
  private final Map<ContainerId, MemoryContainer> containers = new LinkedHashMap<>();
  private int next = 1;

  synchronized SandboxId addSandbox(SandboxConfig config, Instant now) {
    for (SandboxStatus s : sandboxes.values()) {
      if (s.pod().equals(config.pod()) && s.attempt() == config.attempt()) {
        throw new EngineException(
            "sandbox " + s.pod() + "/" + s.attempt() + " is there already: " + s.id().value());
      }
    }
    SandboxId id = new SandboxId("sandbox-" + next++);
    List<String> addresses = config.namespaces().hostNetwork() ? List.of() : List.of("127.0.0.1");
    sandboxes.put(
        id,
        new SandboxStatus(
            id,
            config.pod(),
            config.attempt(),
            true,
            now,
            addresses,
            config.labels(),
            config.annotations()));
    return id;
  }

  synchronized List<SandboxStatus> sandboxes() {
    return List.copyOf(sandboxes.values());
  }

  synchronized void notReady(SandboxId id) {
    sandboxes.computeIfPresent(id, (_, s) -> notReady(s));
  }

  synchronized void removeSandbox(SandboxId id) {
    containers.values().removeIf(c -> c.sandbox().equals(id));
    sandboxes.remove(id);
  }

  synchronized ContainerId addContainer(
      SandboxId sandbox, ContainerConfig config, Program program, Instant now) {
    String name = config.name() + "/" + config.attempt();
    SandboxStatus pod = sandboxes.get(sandbox);
    if (pod == null || !pod.ready()) {
      throw new EngineException(
          "container " + name + " needs a running sandbox, and " + sandbox.value() + " is none");
    }
    if (in(sandbox).stream().anyMatch(c -> c.toString().equals(name))) {
      throw new EngineException("container " + name + " is there already");
    }
    int number = next++;
    ContainerId id = new ContainerId("container-" + number);
    containers.put(
        id,
        new MemoryContainer(
            id, sandbox, config, program, now, FIRST_PID + number, new State.Created()));
    return id;
  }

  /** Starts it, or ends it where its program says that it cannot be started. */
  synchronized MemoryContainer begin(ContainerId id, Instant now) {
    MemoryContainer created = require(id);
    if (!(created.state() instanceof State.Created)) {
      throw new EngineException("container " + created + " was started before");
    }
    Optional<String> failure = created.program().startFailure();
    if (failure.isPresent()) {
      containers.put(id, created.in(new State.Exited(Optional.empty(), now, 128, false)));
      throw new EngineException("container " + created + " could not be started: " + failure.get());
    }
    MemoryContainer running = created.in(new State.Running(now));
    containers.put(id, running);
    return running;
  }

  /** Ends it; empty where it does not run. */
  synchronized Optional<MemoryContainer> end(
      ContainerId id, Instant now, int exitCode, boolean oomKilled) {
    Optional<MemoryContainer> ended =
        find(id).filter(MemoryContainer::running).map(c -> c.exited(now, exitCode, oomKilled));
    ended.ifPresent(c -> containers.put(id, c));
    return ended;
  }

  synchronized void powerCut(Instant now) {
    containers.replaceAll((_, c) -> c.running() ? c.exited(now, 255, false) : c);
    sandboxes.replaceAll((_, s) -> notReady(s));
  }

  synchronized void removeContainer(ContainerId id) {
    containers.remove(id);
  }

  synchronized List<MemoryContainer> containers() {
    return List.copyOf(containers.values());
  }

  synchronized List<MemoryContainer> in(SandboxId sandbox) {
    return containers.values().stream().filter(c -> c.sandbox().equals(sandbox)).toList();
  }

  synchronized Optional<MemoryContainer> find(ContainerId id) {
    return Optional.ofNullable(containers.get(id));
  }

  synchronized MemoryContainer require(ContainerId id) {
    return find(id).orElseThrow(() -> new EngineException("there is no container " + id.value()));
  }

  private static SandboxStatus notReady(SandboxStatus s) {
    return new SandboxStatus(
        s.id(),
        s.pod(),
        s.attempt(),
        false,
        s.createdAt(),
        s.addresses(),
        s.labels(),
        s.annotations());
  }
}
