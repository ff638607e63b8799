package dev.keelson.runtime;

import dev.keelson.runtime.config.RuntimePaths;
import dev.keelson.runtime.linux.LockFile;
import dev.keelson.runtime.linux.PrivateFiles;
import dev.keelson.runtime.linux.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * That one runtime alone works below a root directory. The kernel lets go of it with the process.
 */
public final class RuntimeLock implements AutoCloseable {
  /** For how long at most a killed process's threads are waited for: the disk may be slow. */
  private static final Duration ENDING = Duration.ofSeconds(10);

  /** For how long one holds it at most who only looks whether it is held. */
  static final Duration GLANCE = Duration.ofMillis(100);

  private static final Duration PAUSE = Duration.ofMillis(10);

  private final RuntimePaths paths;
  private final LockFile lock;

  private RuntimeLock(RuntimePaths paths, LockFile lock) {
    this.paths = paths;
    this.lock = lock;
  }

  /**
   * Locks that root directory, before anything else is done there. Who holds it and is no runtime
   * is waited for: one that only looks whether it is held, and a process that was killed and whose
   * threads the kernel still holds, for a disk most often.
   *
   * @throws RuntimeStartException where another runtime works there
   */
  public static RuntimeLock take(RuntimePaths paths) throws InterruptedException {
    try {
      PrivateFiles.directory(paths.run());
      long begun = System.nanoTime();
      Optional<LockFile> lock = LockFile.tryExclusive(paths.lock());
      while (lock.isEmpty()) {
        Duration patience = wasKilled(paths) ? ENDING : GLANCE;
        if (runs(paths) || System.nanoTime() - begun > patience.toNanos()) {
          throw held(paths);
        }
        // Either the lock comes free or a runtime tells who it is: nothing waits for both.
        TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        lock = LockFile.tryExclusive(paths.lock());
      }
      // Of one that was killed: until this one answers, nobody is told who it is.
      PrivateFiles.remove(paths.pid());
      return new RuntimeLock(paths, lock.get());
    } catch (IOException e) {
      throw new RuntimeStartException("cannot lock " + paths.lock() + ": " + e.getMessage(), e);
    }
  }

  RuntimePaths paths() {
    return paths;
  }

  /** Whether a runtime works below that root directory, though it may not answer yet. */
  static boolean isHeld(RuntimePaths paths) {
    if (!Files.exists(paths.lock())) {
      return false;
    }
    try {
      Optional<LockFile> free = LockFile.tryExclusive(paths.lock());
      free.ifPresent(LockFile::close);
      return free.isEmpty();
    } catch (IOException e) {
      throw new RuntimeStartException("cannot lock " + paths.lock() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Waits until no runtime works there, at most that long; false where one does still. A process
   * that has ended may be in the table for as long as nobody asks for its exit status; its lock is
   * free.
   */
  static boolean awaitFree(RuntimePaths paths, Duration patience) throws InterruptedException {
    try {
      Optional<LockFile> free = LockFile.exclusive(paths.lock(), patience);
      free.ifPresent(LockFile::close);
      return free.isPresent();
    } catch (IOException e) {
      if (!Files.exists(paths.run())) {
        return true;
      }
      throw new RuntimeStartException("cannot lock " + paths.lock() + ": " + e.getMessage(), e);
    }
  }

  /** Whether the runtime that wrote its process id last goes on. */
  private static boolean runs(RuntimePaths paths) {
    return pid(paths).filter(Processes::goesOn).isPresent();
  }

  /** Whether that one was killed. Its last threads may hold the lock still. */
  static boolean wasKilled(RuntimePaths paths) {
    return pid(paths).filter(pid -> !Processes.goesOn(pid)).isPresent();
  }

  /** Empty while one is starting or stopping. */
  private static Optional<Integer> pid(RuntimePaths paths) {
    try {
      return Optional.of(Integer.valueOf(Files.readString(paths.pid()).strip()));
    } catch (IOException | NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static RuntimeStartException held(RuntimePaths paths) {
    String who = pid(paths).map(pid -> "process " + pid).orElse("another process");
    return new RuntimeStartException(
        "a runtime is here already: %s holds %s; `keelson runtime stop` stops it"
            .formatted(who, paths.lock()),
        null);
  }

  /** Lets go of it; idempotent. */
  @Override
  public void close() {
    lock.close();
  }
}
