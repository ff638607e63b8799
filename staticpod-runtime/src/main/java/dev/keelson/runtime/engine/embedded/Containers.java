package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.engine.ContainerConfig;
import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.SandboxId;
import dev.keelson.runtime.linux.Signals;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

/** The containers, and what can be asked of them. */
final class Containers {
  /** A killed process that is still there after this hangs in the kernel. */
  private static final Duration KILL_PATIENCE = Duration.ofSeconds(30);

  private final EngineParts parts;
  private final ContainerCreation creation;
  private final ContainerRun runs;
  private final Map<String, Container> byId = new ConcurrentSkipListMap<>();

  Containers(EngineParts parts, ContainerCreation creation, ContainerRun runs) {
    this.parts = parts;
    this.creation = creation;
    this.runs = runs;
  }

  void add(Container container) {
    byId.put(container.record().id().value(), container);
  }

  List<Container> list() {
    return List.copyOf(byId.values());
  }

  List<Container> of(SandboxId sandbox) {
    return byId.values().stream().filter(c -> c.record().sandbox().equals(sandbox)).toList();
  }

  Optional<Container> find(ContainerId id) {
    return Optional.ofNullable(byId.get(id.value()));
  }

  Container require(ContainerId id) {
    return find(id).orElseThrow(() -> new EngineException("there is no container " + id.value()));
  }

  Container create(SandboxRecord sandbox, ContainerConfig config)
      throws IOException, InterruptedException {
    boolean taken =
        of(sandbox.id()).stream()
            .map(Container::record)
            .anyMatch(r -> r.name().equals(config.name()) && r.attempt() == config.attempt());
    if (taken) {
      throw new EngineException(
          "container " + config.name() + "/" + config.attempt() + " is there already");
    }
    Container container = creation.create(sandbox, config);
    add(container);
    return container;
  }

  /** Starts it, unless its sandbox has been stopped by then. */
  void start(Container container, Sandboxes sandboxes) throws IOException {
    container.turn().lock();
    try {
      runs.start(container, sandboxes.requireReady(container.record().sandbox()));
    } finally {
      container.turn().unlock();
    }
  }

  /** Asks it to end, waits, then kills it; one that does not run is left alone. */
  void stop(Container container, Duration grace) throws IOException, InterruptedException {
    Optional<RunRecord> run = container.run();
    if (run.isEmpty()) {
      return;
    }
    if (grace.isPositive()) {
      run.get().process().signal(container.record().stopSignal());
      if (container.ended().await(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    }
    kill(container);
    awaitEnd(container);
  }

  /** Kills it without waiting for its end. */
  void kill(Container container) throws IOException {
    // One that is just being started is killed once it runs.
    container.turn().lock();
    try {
      Optional<RunRecord> run = container.run();
      if (run.isPresent()) {
        run.get().process().signal(Signals.KILL);
        parts.cgroups().kill(container.record().cgroupPath());
      }
    } finally {
      container.turn().unlock();
    }
  }

  /** Waits for the end of one that was killed. */
  void awaitEnd(Container container) throws InterruptedException {
    if (container.life() instanceof Life.Running
        && !container.ended().await(KILL_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new EngineException(
          "container "
              + container
              + " was killed and its process is still there after 30 s; the kernel holds it");
    }
  }

  void remove(Container container) throws IOException, InterruptedException {
    container.turn().lock();
    try {
      // The end of one that is killed here needs the turn to be written down.
      while (container.life() instanceof Life.Running) {
        container.turn().unlock();
        try {
          kill(container);
          awaitEnd(container);
        } finally {
          container.turn().lock();
        }
      }
      // What "runc delete" does, without a process for it.
      parts.cgroups().kill(container.record().cgroupPath());
      parts.cgroups().remove(container.record().cgroupPath());
      parts.runc().forget(container.record().id());
      creation.delete(container.record().id());
      byId.remove(container.record().id().value());
    } finally {
      container.turn().unlock();
    }
  }
}
