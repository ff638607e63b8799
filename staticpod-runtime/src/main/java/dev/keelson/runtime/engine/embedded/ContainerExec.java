package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.ExecCommand;
import dev.keelson.runtime.engine.ExecResult;
import dev.keelson.runtime.engine.ExecSession;
import dev.keelson.runtime.engine.ExecTimeoutException;
import dev.keelson.runtime.linux.Command;
import dev.keelson.runtime.linux.ProcessIdentity;
import dev.keelson.runtime.linux.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs commands in running containers. */
final class ContainerExec {
  private static final int RUNTIME_FAILED = 255;

  private final EngineParts parts;

  ContainerExec(EngineParts parts) {
    this.parts = parts;
  }

  ExecResult exec(Container container, List<String> command, Duration timeout)
      throws IOException, InterruptedException {
    Path pidFile = pidFile(container);
    try {
      Optional<Command.Outcome> outcome =
          parts.runc().exec(container.record().id(), command, pidFile, timeout);
      if (outcome.isEmpty()) {
        kill(pidFile);
        throw new ExecTimeoutException(command, timeout);
      }
      return result(container, command, outcome.get());
    } finally {
      Files.deleteIfExists(pidFile);
    }
  }

  /** Starts a command whose streams stay open. */
  ExecSession open(Container container, ExecCommand command) throws IOException {
    Path pidFile = pidFile(container);
    boolean terminal = command.terminal().isPresent();
    return RuncSession.start(
        parts.runc().execWords(container.record().id(), pidFile, terminal), command, pidFile);
  }

  private Path pidFile(Container container) {
    if (container.run().isEmpty()) {
      throw new EngineException("container " + container + " is not running");
    }
    return parts.layout().bundle(container.record().id()).resolve("exec-" + EngineFiles.newId());
  }

  private static ExecResult result(
      Container container, List<String> command, Command.Outcome outcome) {
    if (outcome.exitCode() == RUNTIME_FAILED && outcome.stderr().contains("exec failed")) {
      throw new EngineException(
          "command \""
              + String.join(" ", command)
              + "\" cannot be run in container "
              + container
              + ": "
              + Complaint.of(outcome));
    }
    return new ExecResult(outcome.exitCode(), outcome.stdout(), outcome.stderr());
  }

  private static void kill(Path pidFile) throws IOException {
    if (Files.exists(pidFile)) {
      int pid = Integer.parseInt(Files.readString(pidFile).strip());
      Optional<ProcessIdentity> process = ProcessIdentity.of(pid);
      if (process.isPresent()) {
        process.get().signal(Signals.KILL);
      }
    }
  }
}
