package dev.keelson.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FIFOs of the real kernel, and a shell that waits to open one. */
final class FifoTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  @Test
  void whoeverWaitsGoesOnOnceSomebodyReads() throws Exception {
    Path fifo = fifo();
    Process writer = new ProcessBuilder("/bin/sh", "-c", "printf 0 >" + fifo).start();
    try (PidFd end = PidFd.open((int) writer.pid()).orElseThrow()) {
      assertThat(Fifo.awaitByte(fifo, end, PATIENCE)).isTrue();
    }
    assertThat(writer.waitFor()).isZero();
  }

  @Test
  void theEndOfTheWriterEndsTheWaiting() throws Exception {
    Process writer = new ProcessBuilder("/bin/sh", "-c", "read word").start();
    try (PidFd end = PidFd.open((int) writer.pid()).orElseThrow()) {
      writer.destroyForcibly();
      assertThat(Fifo.awaitByte(fifo(), end, PATIENCE)).isFalse();
    }
  }

  @Test
  void waitsNoLongerThanItIsTold() throws Exception {
    Process writer = new ProcessBuilder("/bin/sh", "-c", "read word").start();
    try (PidFd end = PidFd.open((int) writer.pid()).orElseThrow()) {
      assertThat(Fifo.awaitByte(fifo(), end, Duration.ofMillis(1))).isFalse();
    } finally {
      writer.destroyForcibly();
    }
  }

  private Path fifo() throws Exception {
    Path fifo = directory.resolve("gate");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    return fifo;
  }
}
