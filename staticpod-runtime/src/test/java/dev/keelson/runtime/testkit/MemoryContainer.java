package dev.keelson.runtime.testkit;

import dev.keelson.runtime.engine.ContainerConfig;
import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.ContainerStatus;
import dev.keelson.runtime.engine.ContainerStatus.State;
import dev.keelson.runtime.engine.SandboxId;
import java.time.Instant;
import java.util.OptionalInt;

/** A container of the in-memory engine: its configuration, its program and where it is. */
record MemoryContainer(
    ContainerId id,
    SandboxId sandbox,
    ContainerConfig config,
    Program program,
    Instant createdAt,
    int pid,
    State state) {
  MemoryContainer in(State next) {
    return new MemoryContainer(id, sandbox, config, program, createdAt, pid, next);
  }

  boolean running() {
    return state instanceof State.Running;
  }

  ContainerStatus status(String imageId) {
    return new ContainerStatus(
        id,
        sandbox,
        config.name(),
        config.attempt(),
        state,
        createdAt,
        running() ? OptionalInt.of(pid) : OptionalInt.empty(),
        config.image().toString(),
        imageId,
        config.logPath(),
        config.labels(),
        config.annotations());
  }
}
