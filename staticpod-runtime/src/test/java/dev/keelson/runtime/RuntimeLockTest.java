package dev.keelson.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.runtime.config.RuntimePaths;
import dev.keelson.runtime.linux.LockFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One runtime at a root directory. */
@Timeout(60)
class RuntimeLockTest {
  @TempDir private Path root;

  @Test
  void aSecondRuntimeIsRefusedAndToldWhoIsThere() throws Exception {
    var paths = new RuntimePaths(root);
    long pid = ProcessHandle.current().pid();
    try (var _ = RuntimeLock.take(paths)) {
      Files.writeString(paths.pid(), pid + "\n");
      assertThat(RuntimeLock.isHeld(paths)).isTrue();
      assertThatThrownBy(() -> RuntimeLock.take(paths))
          .isInstanceOf(RuntimeStartException.class)
          .hasMessage(
              "a runtime is here already: process %d holds %s; `keelson runtime stop` stops it"
                  .formatted(pid, paths.lock()));
    }
    assertThat(RuntimeLock.isHeld(paths)).isFalse();
  }

  /** A process that was killed holds it until its last thread has come back from the disk. */
  @Test
  void itWaitsForAProcessThatIsEnding() throws Exception {
    var paths = new RuntimePaths(root);
    RuntimeLock.take(paths).close();
    Process killed = new ProcessBuilder("sleep", "1000").start();
    Files.writeString(paths.pid(), killed.pid() + "\n");
    killed.destroyForcibly().waitFor();
    LockFile ending = LockFile.exclusive(paths.lock());
    assertThat(RuntimeLock.wasKilled(paths)).isTrue();
    Thread.ofPlatform().start(ending::close);
    RuntimeLock.take(paths).close();
  }
}
