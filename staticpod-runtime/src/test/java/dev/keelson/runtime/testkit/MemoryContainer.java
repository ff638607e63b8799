package dev.keelson.runtime.testkit;

import dev.keelson.runtime.engine.ContainerConfig;
import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.ContainerStatus;
import dev.keelson.runtime.engine.ContainerStatus.State;
import dev.keelson.runtime.engine.ContainerUser;
import dev.keelson.runtime.engine.SandboxId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

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

  MemoryContainer exited(Instant now, int exitCode, boolean oomKilled) {
    Optional<Instant> since =
        state instanceof State.Running(Instant at) ? Optional.of(at) : Optional.empty();
    return in(new State.Exited(since, now, exitCode, oomKilled));
  }

  /** Writes its program's output in the CRI log format. */
  void print(Instant now) {
    StringBuilder text = new StringBuilder();
    program.output().forEach(l -> text.append(now + " stdout F " + l + "\n"));
    try {
      Files.createDirectories(config.logPath().getParent());
      Files.writeString(
          config.logPath(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes its log's file where it has been moved away. */
  void reopenLog() {
    try {
      Files.writeString(config.logPath(), "", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean running() {
    return state instanceof State.Running;
  }

  ContainerStatus status(String imageId, Set<String> volumeImageIds) {
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
        volumeImageIds,
        Optional.of(user()),
        config.logPath(),
        config.labels(),
        config.annotations());
  }

  private ContainerUser user() {
    long uid = config.security().user().orElse(0);
    long gid = config.security().group().orElse(0);
    return new ContainerUser(uid, gid, List.of(gid));
  }

  @Override
  public String toString() {
    return config.name() + "/" + config.attempt();
  }
}
