package dev.keelson.cli.wiring;

import dev.keelson.cli.console.Console;
import dev.keelson.cli.console.Durations;
import dev.keelson.runtime.Companion;
import dev.keelson.runtime.RuntimeDaemon;
import dev.keelson.runtime.RuntimeLock;
import dev.keelson.runtime.RuntimeProcess;
import dev.keelson.runtime.StaticPodRuntime;
import dev.keelson.runtime.api.ApiJson;
import dev.keelson.runtime.api.LocalApiClient;
import dev.keelson.runtime.api.RuntimeStatus;
import dev.keelson.runtime.config.RuntimeConfig;
import dev.keelson.runtime.config.RuntimeConfigFile;
import dev.keelson.runtime.config.RuntimePaths;
import dev.keelson.runtime.controlplane.ControlPlane;
import dev.keelson.runtime.linux.Hostname;
import dev.keelson.runtime.time.SystemTimers;
import dev.keelson.runtime.time.Timers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The runtime as a process, behind {@code keelson runtime}. */
public final class RuntimeCommands {
  private final Console console;
  private final RuntimePaths paths;

  /** The runtime below that root directory. */
  public RuntimeCommands(Path rootDir, Console console) {
    this.console = console;
    this.paths = new RuntimePaths(rootDir);
  }

  /** Runs it in this process until it is asked to end. */
  public static void run(RunRequest request) throws InterruptedException {
    var paths = new RuntimePaths(request.rootDir());
    RuntimeConfig config = request.over(config(paths, request.config()));
    // The lock comes first: who waits for a runtime that is starting knows it by that.
    Timers timers = SystemTimers.start();
    try (var lock = RuntimeLock.take(paths);
        var engine = Engines.open(config.engine(), paths);
        var controlPlane = new ControlPlane(paths.adminKubeconfig(), hostname(), timers)) {
      var companion = new Companion(controlPlane, controlPlane);
      RuntimeDaemon.run(
          StaticPodRuntime.start(config, lock, engine, timers, Build.version(), companion));
    }
  }

  private static String hostname() {
    try {
      return Hostname.current();
    } catch (IOException e) {
      throw new CommandFailedException("this machine's name cannot be read: " + e.getMessage());
    }
  }

  private static RuntimeConfig config(RuntimePaths paths, Optional<Path> file) {
    Path chosen = file.orElse(paths.config());
    return file.isPresent() || Files.exists(chosen)
        ? RuntimeConfigFile.read(chosen, paths)
        : RuntimeConfig.defaults(paths);
  }

  /** The process of that root directory, started by this program's own launcher. */
  static RuntimeProcess process(RuntimePaths paths) {
    var command = new ArrayList<String>(Launcher.command());
    command.addAll(List.of("runtime", "run"));
    if (!paths.root().equals(Path.of("/"))) {
      command.addAll(List.of("--root-dir", paths.root().toString()));
    }
    return new RuntimeProcess(paths, command);
  }

  /** Starts it in the background. */
  public void start() throws InterruptedException {
    process(paths).start();
    console.line("the runtime answers on " + paths.socket());
  }

  /** Stops it. */
  public void stop(boolean pods, Duration timeout) throws InterruptedException {
    RuntimeProcess process = process(paths);
    if (process.process().isEmpty()) {
      console.line("no runtime answers on " + paths.socket());
      return;
    }
    process.stop(pods, timeout);
    console.line(
        pods
            ? "the pods and the runtime have stopped"
            : "the runtime has stopped; its pods run on");
  }

  /** Prints how it is; whether it runs. */
  public boolean status(String output) {
    var api = new LocalApiClient(paths.socket());
    Optional<RuntimeStatus> status = api.answers() ? Optional.of(api.status()) : Optional.empty();
    if (status.isEmpty()) {
      console.line(
          "no runtime answers on " + paths.socket() + "; `keelson runtime start` starts it");
      return false;
    }
    if (output.isEmpty()) {
      lines(status.get());
    } else {
      console.text(Documents.print(ApiJson.MAPPER.valueToTree(status.get()), output));
    }
    return true;
  }

  private void lines(RuntimeStatus status) {
    Duration age = Duration.between(status.startedAt(), Instant.now());
    console.line("Process:    %d, for %s".formatted(status.pid(), Durations.age(age)));
    console.line("Node:       " + status.nodeName());
    console.line("Engine:     " + status.engine());
    console.line("Ready:      " + (status.ready() ? "yes" : status.reason()));
    console.line("Network:    " + (status.network().isEmpty() ? "ready" : status.network()));
    console.line("API server: " + status.presence());
    status.manifestProblems().forEach(problem -> console.line("Problem:    " + problem));
  }
}
