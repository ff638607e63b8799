package dev.keelson.runtime;

import dev.keelson.runtime.config.RuntimePaths;
import dev.keelson.runtime.linux.LockFile;
import dev.keelson.runtime.linux.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;

/**
 * That one runtime alone works below a root directory. The kernel lets go of it with the process.
 */
public final class RuntimeLock implements AutoCloseable {
  /**
   * For how long one may hold it who is no runtime: who only looks whether it is held, and a
   * process that was killed and whose threads still wait for a disk.
   */
  static final Duration MOMENT = Duration.ofSeconds(5);

  private final RuntimePaths paths;
  private final LockFile lock;

  private RuntimeLock(RuntimePaths paths, LockFile lock) {
    this.paths = paths;
    this.lock = lock;
  }

  /**
   * Locks that root directory, before anything else is done there.
   *
   * @throws RuntimeStartException where another runtime works there
   */
  public static RuntimeLock take(RuntimePaths paths) throws InterruptedException {
    try {
      PrivateFiles.directory(paths.run());
      return new RuntimeLock(
          paths, LockFile.exclusive(paths.lock(), MOMENT).orElseThrow(() -> held(paths)));
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
    } catch (NoSuchFileException _) {
      return true;
    } catch (IOException e) {
      throw new RuntimeStartException("cannot lock " + paths.lock() + ": " + e.getMessage(), e);
    }
  }

  private static RuntimeStartException held(RuntimePaths paths) {
    String who = "another process";
    try {
      who = "process " + Files.readString(paths.pid()).strip();
    } catch (IOException _) {
      // It is starting or stopping just now.
    }
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
