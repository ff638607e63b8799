package dev.keelson.e2e.benchmark.pods;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StampsTest {
  private static final StampedPod WEB = StampedPod.of("web");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  @Test
  void findsWhatIsThere() throws Exception {
    Files.writeString(directory.resolve("web-0"), "started 5\nstarted 7\nasked 9\n");
    try (Stamps stamps = Stamps.watch(directory)) {
      assertThat(stamps.started(WEB)).isEqualTo(5);
      assertThat(stamps.started(WEB, 2)).isEqualTo(7);
      assertThat(stamps.asked(WEB)).isEqualTo(9);
    }
  }

  @Test
  void awaitsWhatComes() throws Exception {
    try (Stamps stamps = Stamps.watch(directory)) {
      CompletableFuture<Void> written =
          CompletableFuture.runAsync(() -> write(directory.resolve("web-0"), "started 5\n"));
      assertThat(stamps.started(WEB)).isEqualTo(5);
      written.get();
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
