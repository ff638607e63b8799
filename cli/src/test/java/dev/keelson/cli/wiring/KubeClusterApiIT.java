package dev.keelson.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.bootstrap.cluster.ClusterApi;
import dev.keelson.bootstrap.testkit.ClusterApiContract;
import dev.keelson.runtime.kube.RealApiServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The port over a real API server. */
class KubeClusterApiIT extends ClusterApiContract {
  @TempDir private static Path directory;

  @SuppressWarnings("NullAway.Init")
  private static RealApiServer server;

  @BeforeAll
  static void startServer() throws Exception {
    server = RealApiServer.start(directory);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Override
  protected ClusterApi open() throws IOException {
    return new KubeClusterApi(server.admin(), () -> {});
  }

  @Test
  void anApiThatIsAwayIsAskedUntilItAnswers() throws Exception {
    server.killApiServer();
    var asked = new AtomicInteger();
    try (ClusterApi api =
        new KubeClusterApi(
            server.admin(),
            () -> {
              if (asked.incrementAndGet() == 3) {
                startAgain();
              }
            })) {
      assertThat(api.awaitLive(Duration.ofMinutes(1))).isEmpty();
      assertThat(asked).hasValueGreaterThanOrEqualTo(3);
    }
  }

  private static void startAgain() throws InterruptedException {
    try {
      server.startAgain();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
