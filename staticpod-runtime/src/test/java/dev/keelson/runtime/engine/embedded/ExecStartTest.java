package dev.keelson.runtime.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecStartTest {
  @TempDir private Path directory;

  private boolean started(String script, Duration most) throws Exception {
    Path pidFile = directory.resolve("pid");
    try (var start = ExecStart.watching(pidFile)) {
      Process runtime = process(script, pidFile);
      try {
        return start.await(runtime, most);
      } finally {
        runtime.destroyForcibly();
      }
    }
  }

  private static Process process(String script, Path pidFile) throws IOException {
    return new ProcessBuilder("sh", "-c", script, pidFile.toString()).start();
  }

  @Test
  void isSeenByTheFile() throws Exception {
    assertThat(started("echo 1 > \"$0\"; exec sleep 60", Duration.ofSeconds(30))).isTrue();
  }

  @Test
  void doesNotComeWhereTheRuntimeEndsOrHangs() throws Exception {
    assertThat(started("exit 1", Duration.ofSeconds(30))).isFalse();
    assertThat(started("exec sleep 60", Duration.ofMillis(100))).isFalse();
  }
}
