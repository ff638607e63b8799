package dev.keelson.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keelson.runtime.api.LocalApiClient;
import dev.keelson.runtime.api.LocalApiException;
import dev.keelson.runtime.config.RuntimeConfig;
import dev.keelson.runtime.config.RuntimePaths;
import dev.keelson.runtime.engine.ContainerStatus.State;
import dev.keelson.runtime.testkit.InMemoryEngine;
import dev.keelson.runtime.testkit.ManualClock;
import dev.keelson.runtime.testkit.Program;
import dev.keelson.runtime.time.SystemTimers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Manifests in, pods out, over the local API; the engine goes on when a runtime ends. */
@Timeout(60)
class StaticPodRuntimeTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String IMAGE = "registry.example/web:1";

  @TempDir private Path root;
  private final ManualClock clock = ManualClock.standing();
  private final InMemoryEngine engine = new InMemoryEngine(clock);
  private final SystemTimers timers = SystemTimers.start();
  private RuntimePaths paths;
  private LocalApiClient client;

  @BeforeEach
  void prepare() throws IOException {
    paths = new RuntimePaths(root);
    client = new LocalApiClient(paths.socket());
    engine.addImage(IMAGE, "");
    Files.createDirectories(paths.manifests());
    Files.writeString(
        paths.manifests().resolve("web.yaml"),
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, annotations: {keelson.dev/revision: r1}}
        spec:
          hostNetwork: true
          containers: [{name: main, image: "%s"}]
        """
            .formatted(IMAGE));
  }

  @AfterEach
  void stop() {
    timers.close();
  }

  private StaticPodRuntime start() throws InterruptedException {
    RuntimeConfig config = RuntimeConfig.defaults(paths).withNodeName("cp1");
    return StaticPodRuntime.start(config, RuntimeLock.take(paths), engine, timers, "0.1.0");
  }

  private long running() {
    return engine.listContainers().stream().filter(c -> c.state() instanceof State.Running).count();
  }

  @Test
  void leavesItsPodsAndAdoptsThemAgain() throws InterruptedException {
    String uid;
    try (var _ = start()) {
      uid = client.await("web", "r1", LONG).orElseThrow().uid();
      assertThat(Files.exists(paths.pid())).isTrue();
    }
    assertThat(running()).isEqualTo(1);
    assertThat(client.answers()).isFalse();

    try (var _ = start()) {
      var adopted = client.await("web", "r1", LONG).orElseThrow();
      assertThat(adopted.uid()).isEqualTo(uid);
      assertThat(adopted.status().containerStatuses().getFirst().restartCount()).isZero();
    }
    assertThat(engine.listContainers()).hasSize(1);
  }

  @Test
  void isTheOnlyOneBelowItsRoot() throws InterruptedException {
    try (var _ = start()) {
      assertThatThrownBy(this::start)
          .isInstanceOf(RuntimeStartException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("keelson runtime stop");
      assertThat(client.answers()).isTrue();
    }
  }

  @Test
  void stopsItsPodsWhenAskedAndThenEnds() throws InterruptedException {
    try (var runtime = start()) {
      assertThat(client.await("web", "r1", LONG)).isPresent();

      client.shutdown(true, LONG);
      runtime.awaitStop();

      assertThat(running()).isZero();
    }
  }

  @Test
  void askedToEndWhileItsPodsStopItEndsAtOnceAndLeavesThem() throws Exception {
    engine.programs(_ -> Program.runs().ignoringStopSignal());
    CompletableFuture<Throwable> stopped;
    try (var runtime = start()) {
      assertThat(client.await("web", "r1", LONG)).isPresent();
      stopped =
          CompletableFuture.supplyAsync(() -> catchThrowable(() -> client.shutdown(true, LONG)));
      clock.awaitSleepers(1);

      runtime.requestStop();
      runtime.awaitStop();
    }
    assertThat(stopped.get()).isInstanceOf(LocalApiException.class);
    assertThat(running()).isEqualTo(1);
    try (var _ = start()) {
      assertThat(client.await("web", "r1", LONG)).isPresent();
    }
  }

  @Test
  void tellsOfAManifestItCannotTake() throws Exception {
    Files.writeString(paths.manifests().resolve("bad.yaml"), "kind: Pod\n");
    try (var _ = start()) {
      assertThat(client.status().manifestProblems()).hasSize(1);
      assertThat(client.status().manifestProblems().getFirst()).contains("bad.yaml");
      assertThat(client.status().presence()).contains("waiting for");
    }
  }
}
