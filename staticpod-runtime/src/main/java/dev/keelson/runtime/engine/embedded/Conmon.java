package dev.keelson.runtime.engine.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.linux.Command;
import dev.keelson.runtime.linux.ProcessIdentity;
import dev.keelson.runtime.linux.Signals;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The monitor of one container: it makes the container through the OCI runtime, writes its output
 * in the CRI log format, and its exit code into a file. It outlives this process.
 */
final class Conmon {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Moves itself into the pod's cgroup, so that the monitor is born there, then hands the monitor a
   * pipe and waits for the one line it writes: the container's pid or why there is none. The
   * monitor itself goes on in the background and keeps the pipe, hence {@code read}, not the end.
   */
  private static final String LAUNCH =
      """
      while [ "$1" != -- ]; do echo $$ >"$1" || exit 70; shift; done
      shift
      "$@" 3>&1 >/dev/null | { IFS= read -r line; printf '%s\\n' "$line"; }
      """;

  /** A message of the monitor's control pipe: its kind and two numbers that matter to others. */
  private static final String REOPEN_LOG = "2 0 0\n";

  private final Path program;
  private final Runc runc;
  private final EngineLayout layout;

  Conmon(Path program, Runc runc, EngineLayout layout) {
    this.program = program;
    this.runc = runc;
    this.layout = layout;
  }

  /**
   * Makes the container; its process waits for the runtime's {@code start}.
   *
   * @param entrances files that move a process into the pod's cgroup
   * @return the container's first process and its monitor
   */
  Launched launch(ContainerRecord container, List<Path> entrances) throws InterruptedException {
    List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", LAUNCH, "conmon"));
    entrances.forEach(p -> words.add(p.toString()));
    words.add("--");
    words.addAll(arguments(container));
    try {
      Command.Outcome outcome =
          Command.run(words, Map.of("_OCI_SYNCPIPE", "3"), layout.bundle(container.id()), PATIENCE)
              .orElseThrow(() -> new EngineException("it was not made within 60 s"));
      int pid = pid(outcome);
      int monitor =
          Integer.parseInt(Files.readString(layout.conmonPidFile(container.id())).strip());
      return new Launched(pid, monitor);
    } catch (IOException e) {
      throw new EngineException(
          program + " cannot be run: " + e.getMessage() + "; install the package conmon", e);
    }
  }

  /** Asks the monitor of a running container to begin its log file anew. */
  void reopenLog(ContainerRecord container) throws IOException {
    Path control = layout.bundle(container.id()).resolve("ctl");
    if (!Files.exists(control)) {
      throw new EngineException("its monitor is not there");
    }
    // Opened for both, a pipe that nobody reads any more does not hold us.
    try (var pipe = new RandomAccessFile(control.toFile(), "rw")) {
      pipe.write(REOPEN_LOG.getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** Kills every monitor of that container, also one whose number nobody has written down. */
  static void killStrays(ContainerRecord container) throws IOException {
    List<Integer> strays;
    try (var processes = Files.list(Path.of("/proc"))) {
      strays =
          processes
              .map(p -> p.getFileName().toString())
              .filter(n -> n.matches("\\d+"))
              .map(Integer::parseInt)
              .filter(pid -> commandLine(pid).contains("\0-c\0" + container.id().value() + "\0"))
              .toList();
    }
    for (int pid : strays) {
      var stray = ProcessIdentity.of(pid);
      if (stray.isPresent()) {
        stray.get().signal(Signals.KILL);
      }
    }
  }

  private List<String> arguments(ContainerRecord container) {
    String id = container.id().value();
    List<String> words =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--api-version",
                "1",
                "-c",
                id,
                "-u",
                id,
                "-n",
                container.name(),
                "-b",
                layout.bundle(container.id()).toString(),
                "-p",
                layout.pidFile(container.id()).toString(),
                "-P",
                layout.conmonPidFile(container.id()).toString(),
                "-r",
                runc.program().toString(),
                "--runtime-arg",
                "--root",
                "--runtime-arg",
                runc.root().toString(),
                "--exit-dir",
                layout.exits().toString(),
                "-l",
                "k8s-file:" + container.logPath(),
                "--full-attach",
                "--no-sync-log"));
    if (container.stdin()) {
      words.add("-i");
    }
    if (container.tty()) {
      words.add("-t");
    }
    return words;
  }

  private static int pid(Command.Outcome outcome) throws IOException {
    if (outcome.stdout().isBlank()) {
      throw new EngineException("conmon did not make it: " + Complaint.of(outcome));
    }
    JsonNode answer = JSON.readTree(outcome.stdout());
    int pid = answer.path("pid").asInt(answer.path("data").asInt(-1));
    if (pid <= 0) {
      throw new EngineException(Complaint.of(answer.path("message").asText()));
    }
    return pid;
  }

  private static String commandLine(int pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
    } catch (IOException _) {
      return "";
    }
  }

  /** Two process numbers. */
  record Launched(int pid, int monitorPid) {}
}
