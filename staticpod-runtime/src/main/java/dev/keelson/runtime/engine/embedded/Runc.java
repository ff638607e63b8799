package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.linux.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The OCI runtime's verbs. */
final class Runc {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path program;
  private final Path root;

  Runc(Path program, Path root) {
    this.program = program;
    this.root = root;
  }

  Path program() {
    return program;
  }

  Path root() {
    return root;
  }

  /** Its version, such as {@code 1.1.5}. */
  String version() throws InterruptedException {
    String first = run(List.of("--version")).stdout().lines().findFirst().orElse("");
    return first.replaceFirst("^runc version ", "").replaceFirst("\\+.*$", "");
  }

  /** Lets a created container's process begin. */
  void start(ContainerId id) throws InterruptedException {
    Command.Outcome outcome = run(List.of("start", id.value()));
    if (outcome.exitCode() != 0) {
      throw new EngineException(Complaint.of(outcome));
    }
  }

  /** Removes what the runtime keeps of a container, killing what still runs; absence is well. */
  void delete(ContainerId id) throws InterruptedException {
    if (!Files.exists(root.resolve(id.value()))) {
      return;
    }
    Command.Outcome outcome = run(List.of("delete", "--force", id.value()));
    if (outcome.exitCode() != 0 && Files.exists(root.resolve(id.value()))) {
      throw new EngineException(
          "container " + id.value() + " could not be removed by runc: " + Complaint.of(outcome));
    }
  }

  /** Whether the container's process was made and waits to be let go. */
  boolean waitsForStart(ContainerId id) {
    return Files.exists(root.resolve(id.value()).resolve("exec.fifo"));
  }

  /** Runs a command in a container; empty when it took too long. */
  Optional<Command.Outcome> exec(
      ContainerId id, List<String> command, Path pidFile, Duration timeout)
      throws InterruptedException {
    List<String> words = new ArrayList<>(base());
    words.addAll(List.of("exec", "--pid-file", pidFile.toString(), id.value()));
    words.addAll(command);
    return call(words, timeout);
  }

  private Command.Outcome run(List<String> arguments) throws InterruptedException {
    List<String> words = new ArrayList<>(base());
    words.addAll(arguments);
    return call(words, PATIENCE)
        .orElseThrow(
            () -> new EngineException(String.join(" ", words) + " had not ended after 30 s"));
  }

  private List<String> base() {
    return List.of(program.toString(), "--root", root.toString());
  }

  private Optional<Command.Outcome> call(List<String> words, Duration timeout)
      throws InterruptedException {
    try {
      return Command.run(words, Map.of(), root, timeout);
    } catch (IOException e) {
      throw new EngineException(
          program + " cannot be run: " + e.getMessage() + "; install the package runc", e);
    }
  }
}
