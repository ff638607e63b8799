package dev.keelson.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.RuntimeLock;
import dev.keelson.runtime.StaticPodRuntime;
import dev.keelson.runtime.api.EventLogClient;
import dev.keelson.runtime.api.LocalApiClient;
import dev.keelson.runtime.config.RuntimeConfig;
import dev.keelson.runtime.config.RuntimePaths;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.ExecResult;
import dev.keelson.runtime.testkit.InMemoryEngine;
import dev.keelson.runtime.testkit.ManualClock;
import dev.keelson.runtime.testkit.Program;
import dev.keelson.runtime.time.SystemTimers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands that look at pods, over the socket of a runtime whose engine is in memory. */
class PodCommandsTest {
  private static final String NO_PROGRAM =
      "failed to exec in container: exec: \"nope\": executable file not found in $PATH";
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir private Path root;
  private final InMemoryEngine engine = new InMemoryEngine(ManualClock.standing());
  private final SystemTimers timers = SystemTimers.start();
  private AutoCloseable runtime = () -> {};

  @BeforeEach
  void start() throws Exception {
    var paths = new RuntimePaths(root);
    engine.addImage("example/web:1", "");
    engine.programs(_ -> Program.runs().answering(PodCommandsTest::answer));
    Files.createDirectories(paths.manifests());
    Files.writeString(
        paths.manifests().resolve("web.yaml"),
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, labels: {app: web}, annotations: {keelson.dev/revision: r1}}
        spec:
          hostNetwork: true
          volumes: [{name: data, hostPath: {path: /srv}}]
          containers:
          - name: main
            image: example/web:1
            command: [serve]
            ports: [{containerPort: 80}]
            env: [{name: A, value: b}]
            livenessProbe: {httpGet: {port: 80}, initialDelaySeconds: 3600, failureThreshold: 1000}
            volumeMounts: [{name: data, mountPath: /data, readOnly: true}]
          - {name: other, image: "example/web:1"}
        """);
    Files.writeString(paths.manifests().resolve("bad.yaml"), "kind: Pod\nspek: 1\n");
    RuntimeConfig config = RuntimeConfig.defaults(paths).withNodeName("cp1");
    runtime = StaticPodRuntime.start(config, RuntimeLock.take(paths), engine, timers, "0.1.0");
    assertThat(new LocalApiClient(paths.socket()).await("web", "r1", LONG)).isPresent();
  }

  private static ExecResult answer(List<String> words) {
    if (words.getFirst().equals("nope")) {
      throw new EngineException(NO_PROGRAM);
    }
    return new ExecResult(7, words + "\n", "no\n");
  }

  @AfterEach
  void stop() throws Exception {
    runtime.close();
    timers.close();
  }

  private Typed type(String command, String... words) {
    return Typed.line(
        Stream.concat(Stream.of(command, "--root-dir", root.toString()), Stream.of(words))
            .toArray(String[]::new));
  }

  @Test
  void listsPodsAndSaysWhichManifestsAreNotTaken() {
    Typed pods = type("pods");

    assertThat(pods.out().lines().toList().getFirst())
        .isEqualTo("NAMESPACE   NAME      READY   STATUS    RESTARTS   AGE");
    assertThat(pods.out().lines().toList().getLast())
        .startsWith("default     web-cp1   2/2     Running   0          ");
    assertThat(pods.err())
        .contains("Warning: ")
        .contains("bad.yaml: line 1, column 1: ")
        .contains("line 2, column 1: spek: is not a field");
    assertThat(type("pods", "-n", "kube-system").out()).isEmpty();
    assertThat(type("pods", "-n", "kube-system").err())
        .startsWith("No resources found in kube-system namespace.\n");
  }

  @Test
  void printsDocumentsAsKubectlDoes() {
    assertThat(type("pods", "-o", "yaml").out())
        .startsWith("apiVersion: v1\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata:\n")
        .contains("    - lastProbeTime: null\n      lastTransitionTime: \"")
        .contains("\n      status: \"True\"\n      type: Initialized\n")
        .endsWith("\nkind: List\nmetadata:\n  resourceVersion: \"\"\n");
    assertThat(type("pods", "-o", "json").out())
        .startsWith("{\n    \"apiVersion\": \"v1\",\n    \"items\": [");
  }

  @Test
  void tellsMetricsOfWhatWasDone() {
    assertThat(new LocalApiClient(new RuntimePaths(root).socket()).metrics())
        .contains("kubelet_started_pods_total 1\n")
        .contains("kubelet_started_containers_total{container_type=\"container\"} 2\n")
        .contains("kubelet_pod_worker_duration_seconds_count{operation_type=\"create\"} 1\n")
        .contains("kubelet_running_containers{container_state=\"running\"} 2\n")
        .contains("keelson_manifest_problems 1\n");
  }

  @Test
  void describesAPod() {
    Typed described = type("describe", "pod/web");

    assertThat(described.out())
        .containsPattern("^Name: +web-cp1\nNamespace: +default\nPriority: +0\nNode: +cp1/")
        .containsPattern("\nLabels: +app=web\n")
        .containsPattern("\nStatus: +Running\n")
        .contains("\nContainers:\n  main:\n    Container ID:  memory://")
        .contains("    Port:          80/TCP\n    Host Port:     80/TCP\n")
        .contains("    Command:\n      serve\n    State:          Running\n      Started:      ")
        .contains("    Restart Count:  0\n")
        .contains(
            "http-get http://:80/ delay=3600s timeout=1s period=10s successThreshold=1 failureThreshold=1000\n")
        .contains(
            "    Environment:\n      A:            b\n    Mounts:\n      /data from data (ro)\n")
        .contains("\nConditions:\n  Type ")
        .contains("\nVolumes:\n  data:\n    Type:          HostPath (bare host directory volume)\n")
        .contains("\nQoS Class:         BestEffort\n")
        .containsPattern(
            "Normal +Started +\\S+ +keelson  spec.containers\\{main}: Container started\n");
    assertThat(type("describe", "none").err()).startsWith("error: pods \"none\" not found");
  }

  @Test
  void listsEventsOfPodsAndOfManifests() {
    assertThat(type("events").out())
        .startsWith("NAMESPACE   LAST SEEN   TYPE")
        .containsPattern("<none> +\\S+ +Warning +InvalidManifest +Node +\\S+/bad.yaml: line 1, ")
        .containsPattern("default +\\S+ +Normal +Started +Pod/web-cp1 +Container started");
    assertThat(type("events", "-n", "none").err())
        .isEqualTo("No events found in none namespace.\n");
    assertThat(type("events", "--for", "web").out()).doesNotContain("bad.yaml");
    assertThat(type("events", "-o", "json").out()).contains("\"kind\": \"Event\"");
  }

  @Test
  void readsLogsOfTheContainerMeant() {
    assertThat(type("logs", "web", "-c", "none").err())
        .contains("container none is not valid for pod web-cp1 out of: main, other");
    assertThat(type("logs", "web").err())
        .contains("Defaulted container \"main\" out of: main, other");
    assertThat(
            type("logs", "web", "--since", "1s", "--since-time", "2026-01-01T00:00:00Z").status())
        .isEqualTo(3);
    assertThat(type("logs", "web", "other", "-c", "main").err())
        .isEqualTo("error: only one of -c or an inline [CONTAINER] arg is allowed\n");
    assertThat(type("logs", "web", "main", "-p").err())
        .isEqualTo("error: previous terminated container \"main\" in pod \"web-cp1\" not found\n");
    assertThat(type("logs", "web", "--tail", "-2").err())
        .isEqualTo("error: --tail must be greater than or equal to -1\n");
    assertThat(type("logs", "web", "--since-time", "soon").err()).contains("2026-01-31T12:00:00Z");
  }

  @Test
  @Timeout(60)
  void restartsAPod() {
    var events = new EventLogClient(new LocalApiClient(new RuntimePaths(root).socket()));

    assertThat(type("restart", "web").out()).isEqualTo("pod/web-cp1 restarted\n");

    events.watch(event ->
        !(event.event().reason().equals("Started")
            && event.event().container().equals("other")
            && event.count() == 2));
    assertThat(engine.listContainers()).hasSize(2);
    assertThat(type("restart", "none").status()).isEqualTo(1);
  }

  @Test
  void moreIsToBeSeenOfAFaultAlone() throws Exception {
    assertThat(type("describe", "none").err()).doesNotContain("--v=5");
    runtime.close();
    runtime = () -> {};

    assertThat(type("pods").err()).contains("asking the runtime at").contains("--v=5");
  }

  @Test
  void runsACommandAndExitsAsItDoes() {
    Typed ran = type("exec", "web", "-c", "main", "--", "sh", "-c", "a b");

    assertThat(ran.status()).isEqualTo(7);
    assertThat(ran.out()).isEqualTo("[sh, -c, a b]\n");
    assertThat(ran.err()).isEqualTo("no\ncommand terminated with exit code 7\n");
    assertThat(type("exec", "web").err()).contains("COMMAND");
    Typed refused = type("exec", "web", "-c", "main", "--", "nope");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).isEqualTo("error: " + NO_PROGRAM + "\n");
  }
}
