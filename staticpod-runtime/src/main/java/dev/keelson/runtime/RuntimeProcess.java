package dev.keelson.runtime;

import dev.keelson.runtime.api.LocalApiClient;
import dev.keelson.runtime.api.LocalApiException;
import dev.keelson.runtime.config.RuntimePaths;
import dev.keelson.runtime.linux.ConnectionMigration;
import dev.keelson.runtime.linux.PidFd;
import dev.keelson.runtime.network.CniPaths;
import dev.keelson.runtime.network.DefaultNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The runtime as a process of its own, from outside: started so that it outlives who started it,
 * and stopped. A systemd unit where systemd is process 1 and the paths are the usual ones, else
 * detached in a session of its own.
 */
public final class RuntimeProcess {
  private static final Duration START = Duration.ofSeconds(30);

  private final RuntimePaths paths;
  private final List<String> command;
  private final LocalApiClient api;

  /**
   * The runtime below that root directory.
   *
   * @param command what runs it in the foreground: the launcher's absolute path and its arguments
   */
  public RuntimeProcess(RuntimePaths paths, List<String> command) {
    this.paths = paths;
    this.command = List.copyOf(command);
    this.api = new LocalApiClient(paths.socket());
  }

  /**
   * Starts it where it does not run; returns once its local API answers. Idempotent.
   *
   * @throws RuntimeStartException with its last words when it ends instead
   */
  public void start() throws InterruptedException {
    if (api.answers()) {
      return;
    }
    if (usesSystemd()) {
      new SystemdUnit(command).start();
    } else {
      new DetachedProcess(paths, command, api::answers).start(START);
    }
    if (!api.answers()) {
      throw new RuntimeStartException(
          "the runtime was started but does not answer on " + paths.socket(), null);
    }
  }

  /**
   * Stops it where it runs; returns once its process is gone. Idempotent.
   *
   * @param pods stop every pod first, else they run on
   */
  public void stop(boolean pods, Duration timeout) throws InterruptedException {
    stop(timeout, () -> api.shutdown(pods, timeout));
  }

  /** Stops every pod, none with more than that grace period, and then the process. Idempotent. */
  public void stopWithin(Duration grace, Duration timeout) throws InterruptedException {
    stop(timeout, () -> api.shutdownWithin(grace, timeout));
  }

  private void stop(Duration timeout, Runnable shutdown) throws InterruptedException {
    if (!exists()) {
      return;
    }
    Optional<ProcessHandle> process = process();
    shutdown.run();
    boolean ended =
        RuntimeLock.awaitFree(paths, timeout)
            && process.map(p -> awaitEnd(Math.toIntExact(p.pid()), timeout)).orElse(true);
    if (!ended) {
      throw new RuntimeStartException(
          "the runtime%s was asked to end and still runs after %d s; SIGTERM twice ends it"
              .formatted(
                  process.map(p -> ", process " + p.pid() + ",").orElse(""), timeout.toSeconds()),
          null);
    }
  }

  /** An orderly end frees the lock a moment before the process is gone. */
  private static boolean awaitEnd(int pid, Duration timeout) {
    try {
      Optional<PidFd> running = PidFd.open(pid);
      if (running.isEmpty()) {
        return true;
      }
      try (PidFd process = running.get()) {
        return process.awaitEnd(timeout);
      }
    } catch (IOException e) {
      throw new RuntimeStartException("waiting for the runtime's end: " + e.getMessage(), e);
    }
  }

  /**
   * Whether there is one, though it may not answer yet or any more: by its lock, which it lets go
   * of when its work is done, or the kernel takes back when it is killed.
   */
  public boolean exists() {
    return RuntimeLock.isHeld(paths);
  }

  /** The process that answers on the socket; empty where none does. */
  public Optional<ProcessHandle> process() {
    if (!api.answers()) {
      return Optional.empty();
    }
    try {
      return ProcessHandle.of(api.status().pid());
    } catch (LocalApiException _) {
      return Optional.empty();
    }
  }

  /**
   * Takes away what the runtime left of its own: the systemd unit, a kernel setting that it changed
   * for a handover, and the network of {@code --pod-cidr} unless somebody changed it. The runtime
   * and its pods must have ended.
   */
  public void uninstall() throws InterruptedException {
    if (usesSystemd()) {
      new SystemdUnit(command).remove();
    }
    try {
      new ConnectionMigration(paths.migrationBefore()).recover();
    } catch (IOException e) {
      throw new RuntimeStartException(
          "putting net.ipv4.tcp_migrate_req back to what "
              + paths.migrationBefore()
              + " says: "
              + e.getMessage(),
          e);
    }
    try {
      if (new DefaultNetwork(CniPaths.below(paths.root())).remove()) {
        DefaultNetwork.removeBridge();
      }
    } catch (IOException e) {
      throw new RuntimeStartException("removing the pods' network: " + e.getMessage(), e);
    }
  }

  private boolean usesSystemd() {
    return paths.root().equals(Path.of("/")) && SystemdUnit.systemdRuns();
  }
}
