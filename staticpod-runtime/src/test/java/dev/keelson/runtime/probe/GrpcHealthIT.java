package dev.keelson.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.kube.RealApiServer;
import dev.keelson.runtime.manifest.Action;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

  @Test
  void overTlsAServerOfHttp2Answers(@TempDir Path directory) throws Exception {
    try (var server = RealApiServer.start(directory)) {
      var tls = new Action.Grpc(server.port(), "", true);
      assertThat(GrpcHealth.check(tls, "127.0.0.1", SECOND, OwnAnswers.ANYBODYS))
          .isInstanceOfSatisfying(
              ProbeResult.Failure.class,
              f ->
                  assertThat(f.message())
                      .matches(
                          ".*the server answered with HTTP status 4\\d\\d and no gRPC status"));
      var http2 = new Action.HttpGet("", server.etcdPort(), "HTTP", "/health", List.of(), true);
      assertThat(new HttpGetter().get(http2, "127.0.0.1", SECOND, OwnAnswers.ANYBODYS))
          .isInstanceOfSatisfying(
              ProbeResult.Failure.class,
              f -> assertThat(f.message()).matches("HTTP probe failed with statuscode: 4\\d\\d"));
    }
  }

  private static ProbeResult check(int port, String service) {
    return GrpcHealth.check(
        new Action.Grpc(port, service, false), "127.0.0.1", SECOND, OwnAnswers.ANYBODYS);
  }
}
