package dev.keelson.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.kube.RealApiServer;
import dev.keelson.runtime.manifest.Action;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Asks a real etcd, whose client port serves the gRPC health service, and a server that is none.
 */
class GrpcHealthIT {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void anEtcdIsHealthyAndAnApiServerIsNoneOfIts(@TempDir Path directory) throws Exception {
    try (var server = RealApiServer.start(directory)) {
      assertThat(check(server.etcdPort(), "")).isEqualTo(new ProbeResult.Success());
      assertThat(check(server.etcdPort(), "no-such-service"))
          .isEqualTo(
              new ProbeResult.Failure(
                  "error: health rpc probe failed: rpc error: code = NotFound desc = unknown"
                      + " service"));
      assertThat(check(server.port(), "")).isInstanceOf(ProbeResult.Failure.class);
    }
  }

  private static ProbeResult check(int port, String service) {
    return GrpcHealth.check(
        new Action.Grpc(port, service), "127.0.0.1", SECOND, OwnAnswers.ANYBODYS);
  }
}
