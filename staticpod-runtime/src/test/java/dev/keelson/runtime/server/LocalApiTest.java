package dev.keelson.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.runtime.api.ApiEvent;
import dev.keelson.runtime.api.LocalApiClient;
import dev.keelson.runtime.api.LocalApiException;
import dev.keelson.runtime.api.LogRequest;
import dev.keelson.runtime.api.RuntimeStatus;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.metrics.PodMeters;
import dev.keelson.runtime.pod.PodBoard;
import dev.keelson.runtime.pod.PodEvent;
import dev.keelson.runtime.pod.PodSnapshot;
import dev.keelson.runtime.probe.ProbeAnswers;
import dev.keelson.runtime.testkit.Snapshots;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The local API through its own client, over a real socket. */
@Timeout(30)
class LocalApiTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir private Path directory;
  private final PodBoard board = new PodBoard();
  private final NotedRuntime runtime = new NotedRuntime();
  private final List<LogRequest> logRequests = new ArrayList<>();
  private LocalServer server;
  private LocalApiClient client;

  /** What the API asks of the runtime, noted. */
  private static final class NotedRuntime implements RuntimeView {
    private final List<String> asked = new ArrayList<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile String reason = "";

    @Override
    public RuntimeStatus status() {
      return new RuntimeStatus(
          "0.1.0",
          1,
          Instant.EPOCH,
          "cp1",
          "memory://1",
          reason.isEmpty(),
          reason,
          "",
          List.of("a.yaml: bad"),
          "");
    }

    @Override
    public boolean stopPods(Duration most) {
      return asked.add("stopPods");
    }

    @Override
    public boolean restartPod(String fullName) {
      return asked.add("restart " + fullName);
    }

    @Override
    public void requestStop() {
      asked.add("stop");
      stop.countDown();
    }
  }

  @BeforeEach
  void start() {
    Path socket = directory.resolve("keelson.sock");
    server =
        LocalServer.start(
            socket,
            new LocalApi(
                runtime,
                board,
                "cp1",
                new PodAccess(
                    (pod, request) -> {
                      logRequests.add(request);
                      return out ->
                          out.write((pod.fullName() + "\n").getBytes(StandardCharsets.UTF_8));
                    },
                    (pod, container, command) -> {
                      throw new EngineException("container " + container + " is not running");
                    },
                    new ProbeAnswers()),
                new EventLog(),
                new PodMeters(InstantSource.system())));
    client = new LocalApiClient(socket);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void answersOnASocketForItsOwnerAlone() throws IOException {
    Path socket = directory.resolve("keelson.sock");

    assertThat(client.answers()).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
        .isEqualTo("rw-------");
    server.close();
    assertThat(client.answers()).isFalse();
    assertThat(socket).doesNotExist();
  }

  @Test
  void takesTheSocketOfARuntimeThatWasKilled() {
    Path socket = directory.resolve("keelson.sock");
    try (var second =
        LocalServer.start(socket, List.of(Route.get("/healthz", e -> e.text(200, "2"))))) {
      assertThat(second).isNotNull();
      assertThat(client.answers()).isTrue();
      assertThatThrownBy(client::status).isInstanceOf(LocalApiException.class);
    }
  }

  @Test
  void showsPodsAsTheyWereTold() {
    PodSnapshot etcd = Snapshots.pod("etcd", "r1", true);
    board.changed(Snapshots.pod("kube-apiserver", "r1", false));
    board.changed(etcd);

    assertThat(client.pods())
        .extracting(PodSnapshot::fullName)
        .containsExactly("kube-system/etcd-cp1", "kube-system/kube-apiserver-cp1");
    assertThat(client.pod("kube-system", "etcd")).contains(etcd);
    assertThat(client.pod("kube-system", "etcd-cp1")).contains(etcd);
    assertThat(client.pod("default", "etcd")).isEmpty();
  }

  @Test
  void saysWhatTheRuntimeIs() {
    assertThat(client.status()).isEqualTo(runtime.status());
  }

  @Test
  void awaitsThatVeryRevisionReady() {
    board.changed(Snapshots.pod("etcd", "r1", true));
    var awaited = CompletableFuture.supplyAsync(() -> client.await("etcd", "r2", LONG));
    board.changed(Snapshots.pod("etcd", "r2", false));
    assertThat(awaited).isNotDone();

    board.changed(Snapshots.pod("etcd", "r2", true));

    assertThat(awaited.join()).contains(Snapshots.pod("etcd", "r2", true));
  }

  @Test
  void awaitsNoLongerThanAsked() {
    board.changed(Snapshots.pod("etcd", "r1", false));

    assertThat(client.await("etcd", "r1", Duration.ofMillis(50)))
        .contains(Snapshots.pod("etcd", "r1", false));
    assertThat(client.await("other", "r1", Duration.ofMillis(50))).isEmpty();
  }

  @Test
  void tellsEventsFromTheirBeginning() throws InterruptedException {
    board.changed(Snapshots.pod("etcd", "r1", false));
    var seen = new ArrayList<ApiEvent>();
    var begun = new CountDownLatch(1);
    var reading =
        CompletableFuture.runAsync(() ->
            client.events(
                LONG,
                event -> {
                  seen.add(event);
                  begun.countDown();
                  return !(event instanceof ApiEvent.Removed);
                }));
    begun.await();

    var started =
        new PodEvent(
            Snapshots.STARTED,
            "Normal",
            "Started",
            "Started main",
            "kube-system",
            "etcd-cp1",
            "u",
            "main");
    board.event(started);
    board.removed(Snapshots.pod("etcd", "r1", false));
    reading.join();

    assertThat(seen)
        .containsExactly(
            new ApiEvent.Pod(Snapshots.pod("etcd", "r1", false)),
            new ApiEvent.Happened(started),
            new ApiEvent.Removed(Snapshots.pod("etcd", "r1", false)));
  }

  @Test
  void readsLogsOfTheContainerAskedFor() throws IOException {
    board.changed(Snapshots.pod("etcd", "r1", true));
    var request =
        new LogRequest(
            "kube-system",
            "etcd",
            "",
            true,
            OptionalInt.of(10),
            Optional.of(Snapshots.STARTED),
            true,
            false);

    try (InputStream lines = client.logs(request)) {
      assertThat(lines).hasContent("kube-system/etcd-cp1");
    }

    assertThat(logRequests.getFirst().container()).isEqualTo("main");
    assertThat(logRequests.getFirst().tail()).hasValue(10);
    assertThat(logRequests.getFirst().since()).contains(Snapshots.STARTED);
    assertThat(logRequests.getFirst().previous()).isTrue();
  }

  @Test
  void refusesAContainerThatIsNotThere() {
    board.changed(Snapshots.pod("etcd", "r1", true));
    var request =
        new LogRequest(
            "kube-system",
            "etcd",
            "mian",
            false,
            OptionalInt.empty(),
            Optional.empty(),
            false,
            false);

    assertThatThrownBy(() -> client.logs(request))
        .hasMessageContaining("the pod kube-system/etcd-cp1 has no container mian, it has [main]");
  }

  @Test
  void showsMetrics() {
    board.changed(Snapshots.pod("etcd", "r1", true));

    assertThat(client.metrics())
        .contains("kubelet_desired_pods{static=\"true\"} 1\n")
        .contains("keelson_manifest_problems 1\n")
        .contains(
            "keelson_container_restarts_total{container=\"main\",namespace=\"kube-system\",pod=\"etcd-cp1\"}"
                + " 2\n");
  }

  @Test
  void stopsPodsFirstWhenAsked() throws InterruptedException {
    client.shutdown(true, LONG);
    runtime.stop.await();

    assertThat(runtime.asked).containsExactly("stopPods", "stop");
  }

  @Test
  void leavesPodsOtherwise() throws InterruptedException {
    client.shutdown(false, LONG);
    runtime.stop.await();

    assertThat(runtime.asked).containsExactly("stop");
  }

  @Test
  void restartsAPodThatIsThere() {
    board.changed(Snapshots.pod("etcd", "r1", true));

    client.restart("kube-system", "etcd");

    assertThat(runtime.asked).containsExactly("restart kube-system/etcd-cp1");
    assertThatThrownBy(() -> client.restart("kube-system", "none"))
        .isInstanceOf(LocalApiException.class)
        .hasMessageContaining("there is no pod none");
  }
}
