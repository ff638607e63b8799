package dev.keelson.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may hold a lock, and who waits for it. */
@Timeout(60)
class LockFileTest {
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path directory;
  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = directory.resolve("lock");
  }

  @Test
  void oneAloneHoldsIt() throws Exception {
    try (LockFile _ = LockFile.exclusive(file)) {
      assertThat(LockFile.tryExclusive(file)).isEmpty();
    }
    assertThat(taken(LockFile.tryExclusive(file))).isTrue();
  }

  @Test
  void whoWaitsGetsItWhenItIsLetGo() throws Exception {
    LockFile held = LockFile.exclusive(file);
    CompletableFuture<Boolean> waiting = waitInThread();
    held.close();
    assertThat(waiting.get()).isTrue();
  }

  @Test
  void whoGaveUpDoesNotHoldItLater() throws Exception {
    try (LockFile _ = LockFile.exclusive(file)) {
      assertThat(LockFile.exclusive(file, SHORT)).isEmpty();
    }
    assertThat(taken(LockFile.exclusive(file, LONG))).isTrue();
  }

  private CompletableFuture<Boolean> waitInThread() {
    var result = new CompletableFuture<Boolean>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            result.complete(taken(LockFile.exclusive(file, LONG)));
          } catch (Exception e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  private static boolean taken(Optional<LockFile> lock) {
    lock.ifPresent(LockFile::close);
    return lock.isPresent();
  }
}
