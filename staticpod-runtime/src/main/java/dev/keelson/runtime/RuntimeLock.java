package dev.keelson.runtime;

import dev.keelson.runtime.config.RuntimePaths;
import dev.keelson.runtime.linux.LockFile;
import dev.keelson.runtime.linux.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;

/**
 * That one runtime alone works below a root directory. The kernel lets go of it with the process.
 */
final class RuntimeLock implements AutoCloseable {
  private final LockFile lock;

  private RuntimeLock(LockFile lock) {
    this.lock = lock;
  }

  static RuntimeLock take(RuntimePaths paths) {
    try {
      PrivateFiles.directory(paths.run());
      return new RuntimeLock(LockFile.tryExclusive(paths.lock()).orElseThrow(() -> held(paths)));
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

  @Override
  public void close() {
    lock.close();
  }
}
