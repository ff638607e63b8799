package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.engine.ContainerEvent;
import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.linux.CgroupLimits;
import dev.keelson.runtime.linux.PidFd;
import dev.keelson.runtime.linux.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A container's process: its beginning, and its end as the monitor saw it. The end is noticed by
 * the end of the monitor, which leaves the exit code behind; so a killed monitor is noticed too.
 */
final class ContainerRun {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerRun.class);
  private static final int KILLED = 137;
  private static final String STARTING = "starting";

  private final EngineParts parts;
  private final RootFilesystem roots;

  ContainerRun(EngineParts parts, RootFilesystem roots) {
    this.parts = parts;
    this.roots = roots;
  }

  /** Starts the process; called with the container's turn held. */
  void start(Container container, SandboxRecord sandbox) throws IOException {
    if (!(container.life() instanceof Life.Fresh)) {
      throw new EngineException("container " + container + " was started before");
    }
    ContainerId id = container.record().id();
    Files.createFile(parts.layout().bundle(id).resolve(STARTING));
    try {
      List<Path> entrances = parts.cgroups().entrances(sandbox.monitorCgroup());
      Conmon.Launched launched = parts.conmon().launch(container.record(), entrances);
      PidFd monitor = begin(container, launched);
      parts.events().send(container, ContainerEvent.Kind.STARTED);
      parts.exitWatch().watch(monitor, () -> ended(container));
    } catch (IOException | InterruptedException | EngineException e) {
      fail(container, e);
      throw new EngineException(
          "container " + container + " could not be started: " + e.getMessage(), e);
    }
  }

  /** Goes on with a container whose monitor lives, or notes that it has ended. */
  void adopt(Container container) throws IOException {
    Optional<RunRecord> run = container.run();
    if (run.isEmpty()) {
      return;
    }
    Optional<PidFd> monitor = run.get().monitor().open();
    if (monitor.isPresent()) {
      parts.exitWatch().watch(monitor.get(), () -> ended(container));
    } else {
      finish(container);
    }
  }

  /**
   * Whether an earlier process died while it started this container: something of it may be there,
   * but it never ran.
   */
  boolean halfStarted(ContainerId id) {
    return Files.exists(parts.layout().bundle(id).resolve(STARTING))
        && (!Files.exists(parts.layout().runFile(id)) || parts.runc().waitsForStart(id));
  }

  /** Clears away what such a start left, so that the container can be started anew. */
  void clearHalfStart(ContainerRecord record) throws IOException, InterruptedException {
    Conmon.killStrays(record);
    parts.cgroups().kill(record.cgroupPath());
    parts.runc().delete(record.id().value());
    EngineLayout layout = parts.layout();
    Files.deleteIfExists(layout.runFile(record.id()));
    Files.deleteIfExists(layout.exit(record.id()));
    Files.deleteIfExists(layout.pidFile(record.id()));
    Files.deleteIfExists(layout.conmonPidFile(record.id()));
    Files.deleteIfExists(layout.bundle(record.id()).resolve(STARTING));
  }

  private PidFd begin(Container container, Conmon.Launched launched) throws IOException {
    ContainerId id = container.record().id();
    ProcessIdentity process = identity(launched.pid(), "its first process");
    ProcessIdentity monitor = identity(launched.monitorPid(), "its monitor");
    PidFd handle = monitor.open().orElseThrow(() -> new EngineException("its monitor has died"));
    RunRecord run = new RunRecord(Instant.now(), process, monitor);
    try {
      StateJson.writeQuickly(parts.layout().runFile(id), run.toJson());
      parts.runc().start(id, handle);
      container.become(new Life.Running(run));
      return handle;
    } catch (IOException | RuntimeException e) {
      handle.close();
      throw e;
    }
  }

  private void ended(Container container) {
    Thread.ofVirtual().name("exit-" + container).start(() -> finishLogged(container));
  }

  private void finishLogged(Container container) {
    try {
      finish(container);
    } catch (IOException | RuntimeException e) {
      LOG.error("The end of container {} could not be dealt with", container, e);
    }
  }

  /** Notes the end of a running container and tells of it. */
  private void finish(Container container) throws IOException {
    container.turn().lock();
    try {
      Optional<RunRecord> run = container.run();
      if (run.isEmpty()) {
        return;
      }
      ExitRecord exit = exit(container.record());
      keep(container, exit);
      container.become(new Life.Ended(Optional.of(run.get().startedAt()), exit));
    } finally {
      container.turn().unlock();
    }
    parts.events().send(container, ContainerEvent.Kind.EXITED);
    roots.unmount(container.record().id());
  }

  private ExitRecord exit(ContainerRecord record) throws IOException {
    Path file = parts.layout().exit(record.id());
    boolean seen = Files.exists(file);
    // Nothing of a container outlives its first process, not even with the host's process numbers.
    parts.cgroups().kill(record.cgroupPath());
    if (!seen) {
      return new ExitRecord(Instant.now(), KILLED, false);
    }
    int code = Integer.parseInt(Files.readString(file).strip());
    Instant at = Files.getLastModifiedTime(file).toInstant();
    boolean oom = code != 0 && CgroupLimits.oomKilled(parts.cgroups(), record.cgroupPath());
    return new ExitRecord(at, code, oom);
  }

  /** A full disk must not hide an end: what cannot be kept is found out anew by the next engine. */
  private void keep(Container container, ExitRecord exit) {
    try {
      StateJson.writeQuickly(parts.layout().exitFile(container.record().id()), exit.toJson());
    } catch (IOException e) {
      LOG.warn("The end of container {} could not be written down", container, e);
    }
  }

  private void fail(Container container, Exception cause) {
    ExitRecord exit = new ExitRecord(Instant.now(), ExitRecord.NOT_STARTED, false);
    try {
      clearHalfStart(container.record());
      roots.unmount(container.record().id());
    } catch (IOException | InterruptedException | EngineException e) {
      cause.addSuppressed(e);
    }
    keep(container, exit);
    container.become(new Life.Ended(Optional.empty(), exit));
  }

  private static ProcessIdentity identity(int pid, String what) {
    return ProcessIdentity.of(pid).orElseThrow(() -> new EngineException(what + " died at once"));
  }
}
