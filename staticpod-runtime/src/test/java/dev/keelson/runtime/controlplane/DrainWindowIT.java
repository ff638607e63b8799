package dev.keelson.runtime.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.runtime.kube.KubeClient;
import dev.keelson.runtime.kube.KubeException;
import dev.keelson.runtime.kube.RealApiServer;
import dev.keelson.runtime.kube.ResourcePath;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that keep their connection to a real API server that ends. */
@Timeout(120)
class DrainWindowIT {
  private static final ResourcePath NAMESPACE = ResourcePath.cluster("v1", "namespaces", "default");
  private static final int TOO_MANY_REQUESTS = 429;

  @Test
  void aClientIsToldToComeAgainUntilItCloses(@TempDir Path directory) throws Exception {
    try (RealApiServer server = RealApiServer.start(directory);
        KubeClient client = server.admin();
        var access = new AdminAccess(directory.resolve("admin.conf"))) {
      var served = new ServedAddress("127.0.0.1", String.valueOf(server.port()));
      DrainWindow window = DrainWindow.open(access, served).orElseThrow();
      window.begun().get();
      var _ = client.get(NAMESPACE);
      server.askToStop();
      awaitTold(client);
      assertThat(server.isAlive()).isTrue();
      // The answer has ended that connection: this is another one, and it is told the same.
      assertTold(client);
      window.close();
      server.awaitEnd();
    }
  }

  /** Until it has taken its address out, and stops to accept requests, it answers them. */
  private static void awaitTold(KubeClient client) throws InterruptedException {
    boolean served = true;
    while (served) {
      try {
        var _ = client.get(NAMESPACE);
      } catch (KubeException e) {
        assertThat(e.status()).isEqualTo(TOO_MANY_REQUESTS);
        served = false;
      }
    }
  }

  private static void assertTold(KubeClient client) {
    assertThatThrownBy(() -> client.get(NAMESPACE))
        .isInstanceOfSatisfying(
            KubeException.class, e -> assertThat(e.status()).isEqualTo(TOO_MANY_REQUESTS));
  }
}
