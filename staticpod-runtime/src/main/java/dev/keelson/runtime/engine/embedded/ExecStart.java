package dev.keelson.runtime.engine.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Tells whether the OCI runtime has started a command in a container, by the file with its process
 * id that it writes then.
 */
final class ExecStart implements AutoCloseable {
  private final Path pidFile;
  private final WatchService watch;

  private ExecStart(Path pidFile, WatchService watch) {
    this.pidFile = pidFile;
    this.watch = watch;
  }

  /** To be made before the runtime is called. */
  static ExecStart watching(Path pidFile) throws IOException {
    WatchService watch = pidFile.getFileSystem().newWatchService();
    pidFile.resolveSibling("").register(watch, StandardWatchEventKinds.ENTRY_CREATE);
    return new ExecStart(pidFile, watch);
  }

  /** Waits until the command was started; false where the runtime has not, or the time is over. */
  boolean await(Process runtime, Duration most) throws InterruptedException {
    var _ = runtime.onExit().thenRun(this::close);
    long deadline = System.nanoTime() + most.toNanos();
    try {
      while (!Files.exists(pidFile)) {
        WatchKey key = watch.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (key == null) {
          return Files.exists(pidFile);
        }
        key.pollEvents();
        key.reset();
      }
      return true;
    } catch (ClosedWatchServiceException _) {
      return Files.exists(pidFile);
    }
  }

  @Override
  public void close() {
    try {
      watch.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
