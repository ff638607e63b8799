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
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs commands in running containers. */
final class ContainerExec {
  private static final int RUNTIME_FAILED = 255;

  /** A runtime that hangs is not waited for: the wait cannot be interrupted. */
  private static final Duration MOST_TO_START = Duration.ofSeconds(30);

  /** As containerd and the kubelet say it, without the id of the try. */
  private static final String FAILED =
      "failed to exec in container: OCI runtime exec failed: exec failed: ";

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
      return result(outcome.get());
    } finally {
      Files.deleteIfExists(pidFile);
    }
  }

  /** Starts a command whose streams stay open. */
  ExecSession open(Container container, ExecCommand command)
      throws IOException, InterruptedException {
    Path pidFile = pidFile(container);
    boolean terminal = command.terminal().isPresent();
    try (var start = ExecStart.watching(pidFile)) {
      RuncSession session =
          RuncSession.start(
              parts.runc().execWords(container.record().id(), pidFile, terminal), command, pidFile);
      if (!start.await(session.process(), MOST_TO_START)) {
        try (session;
            InputStream _ = session.stdout()) {
          throw new EngineException(FAILED + complaint(session));
        }
      }
      return session;
    }
  }

  private static String complaint(RuncSession session) throws IOException {
    return session.process().isAlive()
        ? "it has not begun within " + MOST_TO_START.toSeconds() + " s"
        : Complaint.of(session.said());
  }

  private Path pidFile(Container container) {
    if (container.run().isEmpty()) {
      throw new EngineException("container " + container + " is not running");
    }
    return parts.layout().bundle(container.record().id()).resolve("exec-" + EngineFiles.newId());
  }

  private static ExecResult result(Command.Outcome outcome) {
    if (outcome.exitCode() == RUNTIME_FAILED && outcome.stderr().contains("exec failed")) {
      throw new EngineException(FAILED + Complaint.of(outcome));
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
