package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.linux.Command;
import dev.keelson.runtime.linux.Fifo;
import dev.keelson.runtime.linux.PidFd;
import dev.keelson.runtime.linux.ProcessIdentity;
import dev.keelson.runtime.linux.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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
  private volatile Version known = new Version(FileTime.fromMillis(Long.MIN_VALUE), "");

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

  /** Its version, such as {@code 1.1.5}; the program is asked again only when it was replaced. */
  String version() throws IOException, InterruptedException {
    FileTime written = Files.getLastModifiedTime(program);
    Version latest = known;
    if (!latest.written().equals(written)) {
      latest = new Version(written, ask());
      known = latest;
    }
    return latest.number();
  }

  private record Version(FileTime written, String number) {}

  private String ask() throws InterruptedException {
    String first = run(List.of("--version")).stdout().lines().findFirst().orElse("");
    return first.replaceFirst("^runc version ", "").replaceFirst("\\+.*$", "");
  }

  /**
   * Lets a created container's process begin. It is what {@code runc start} does, without a process
   * for it: the container's first process waits for somebody to read its FIFO, which is then
   * removed.
   *
   * @param monitor ends when the process does
   */
  void start(ContainerId id, PidFd monitor) throws IOException {
    Path fifo = fifo(id);
    if (!Fifo.awaitByte(fifo, monitor, PATIENCE)) {
      throw new EngineException(
          "its first process ended, or hangs, before the program was started");
    }
    Files.delete(fifo);
  }

  /**
   * Runs a container without a monitor and returns once its process runs. The process keeps no
   * stream of ours open.
   */
  ProcessIdentity runDetached(String id, Path bundle) throws IOException, InterruptedException {
    Path complaints = bundle.resolve("complaints");
    Path pidFile = bundle.resolve("pid");
    List<String> words =
        new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\" >/dev/null 2>\"$0\""));
    words.add(complaints.toString());
    words.addAll(base());
    words.addAll(List.of("run", "--detach", "--bundle", bundle.toString()));
    words.addAll(List.of("--pid-file", pidFile.toString(), id));
    int exitCode = call(words, PATIENCE).map(Command.Outcome::exitCode).orElse(-1);
    if (exitCode != 0) {
      throw new EngineException(Complaint.of(Files.readString(complaints)));
    }
    int pid = Integer.parseInt(Files.readString(pidFile).strip());
    return ProcessIdentity.of(pid)
        .orElseThrow(() -> new EngineException("process " + pid + " of " + id + " died at once"));
  }

  /** Removes what the runtime keeps of a container, killing what still runs; absence is well. */
  void delete(String id) throws InterruptedException {
    if (!Files.exists(root.resolve(id))) {
      return;
    }
    Command.Outcome outcome = run(List.of("delete", "--force", id));
    if (outcome.exitCode() != 0 && Files.exists(root.resolve(id))) {
      throw new EngineException(
          "container " + id + " could not be removed by runc: " + Complaint.of(outcome));
    }
  }

  /** Removes what the runtime keeps of a container whose processes have ended; absence is well. */
  void forget(ContainerId id) throws IOException {
    Trees.delete(root.resolve(id.value()));
  }

  /** Whether the container's process was made and waits to be let go. */
  boolean waitsForStart(ContainerId id) {
    return Files.exists(fifo(id));
  }

  private Path fifo(ContainerId id) {
    return root.resolve(id.value()).resolve("exec.fifo");
  }

  /** Runs a command in a container; empty when it took too long. */
  Optional<Command.Outcome> exec(
      ContainerId id, List<String> command, Path pidFile, Duration timeout)
      throws InterruptedException {
    List<String> words = execWords(id, pidFile, false);
    words.addAll(command);
    return call(words, timeout);
  }

  /** What runs a command in a container; the command's words are to follow. */
  List<String> execWords(ContainerId id, Path pidFile, boolean terminal) {
    List<String> words = new ArrayList<>(base());
    words.addAll(List.of("exec", "--pid-file", pidFile.toString()));
    if (terminal) {
      words.add("--tty");
    }
    words.add(id.value());
    return words;
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
