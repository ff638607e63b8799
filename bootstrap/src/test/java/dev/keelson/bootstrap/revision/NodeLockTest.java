package dev.keelson.bootstrap.revision;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeLockTest {
  @TempDir private Path directory;

  @Test
  void namesItsHolder() {
    Path file = directory.resolve("lock");
    try (var _ = NodeLock.take(file, "keelson init")) {
      assertThatThrownBy(() -> NodeLock.take(file, "keelson reset"))
          .isInstanceOf(NodeLock.HeldException.class)
          .hasMessage(
              "this node is being changed by another keelson (pid %d, keelson init); wait until it"
                  + " is done",
              ProcessHandle.current().pid());
    }
    NodeLock.take(file, "keelson reset").close();
  }
}
