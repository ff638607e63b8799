package dev.keelson.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.e2e.component.ComponentCache;
import dev.keelson.e2e.component.Components;
import dev.keelson.e2e.component.Platform;
import dev.keelson.e2e.scenario.Await;
import dev.keelson.e2e.scenario.StaticPods;
import dev.keelson.e2e.testnode.RunningCommand;
import dev.keelson.e2e.testnode.TestNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The runtime is killed before, during and after each plugin's part of a pod's network, as it is
 * made and as it is taken back; no address, rule or namespace is left of it.
 */
@SuppressWarnings("NullAway.Init")
class KilledInNetworkIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<String> PLUGINS = List.of("bridge", "portmap");
  private static final List<String> MOMENTS = List.of("before", "during", "after");
  private static final String[] FLAGS = {"--pod-cidr", "10.85.0.0/24"};
  private static final String WEB =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        terminationGracePeriodSeconds: 1
        containers:
        - name: c
          image: busybox:1.28
          command: [sleep, "1000"]
          ports: [{containerPort: 80, hostPort: 8080}]
      """;

  private TestNode node;
  private StaticPods pods;
  private String leftovers;

  @BeforeEach
  void boots() throws Exception {
    node = TestNode.start();
    pods = new StaticPods(node);
    leftovers =
        StaticPods.resource("/fault/leftovers.sh")
            + StaticPods.resource("/fault/network-leftovers.sh");
    Path archive =
        new Components(ComponentCache.ofUser(), Platform.current(), System.err).debianArchive();
    pods.keelson("images", "import", archive.toString()).orFail();
    Path directory = Files.createDirectories(node.path("/opt/cni/bin"));
    for (String plugin : PLUGINS) {
      Path file = directory.resolve(plugin);
      Files.writeString(file, StaticPods.resource("/fault/killing-plugin.sh"));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @AfterEach
  void ends() throws Exception {
    node.close();
  }

  @Test
  void leavesNothingWhereverItIsKilled() throws Exception {
    for (String plugin : PLUGINS) {
      for (String moment : MOMENTS) {
        killedAsItIsMade(plugin, moment);
        killedAsItIsTakenBack(plugin, moment);
      }
    }
  }

  private void killedAsItIsMade(String plugin, String moment) throws Exception {
    Files.writeString(node.path("/opt/kill"), plugin + " ADD " + moment + "\n");
    pods.put("web.yaml", WEB);
    awaitKilled(pods.run(FLAGS));
    try (RunningCommand _ = pods.run(FLAGS)) {
      String address = pods.awaitReady("web-node-1").at("/status/podIP").asText();
      assertThat(Files.exists(node.path("/var/lib/cni/networks/keelson/" + address))).isTrue();
      node.exec(PATIENCE, "rm", "/etc/kubernetes/manifests/web.yaml").orFail();
      awaitNothingLeft(plugin + " ADD " + moment);
    }
  }

  private void killedAsItIsTakenBack(String plugin, String moment) throws Exception {
    pods.put("web.yaml", WEB);
    try (RunningCommand runtime = pods.run(FLAGS)) {
      pods.awaitReady("web-node-1");
      Files.writeString(node.path("/opt/kill"), plugin + " DEL " + moment + "\n");
      node.exec(PATIENCE, "rm", "/etc/kubernetes/manifests/web.yaml").orFail();
      awaitKilled(runtime);
    }
    try (RunningCommand _ = pods.run(FLAGS)) {
      awaitNothingLeft(plugin + " DEL " + moment);
    }
  }

  private static void awaitKilled(RunningCommand runtime) throws InterruptedException {
    assertThat(runtime.await(PATIENCE).status()).isEqualTo(137);
  }

  private void awaitNothingLeft(String killedAt) throws InterruptedException {
    Await.until(
        PATIENCE,
        () -> node.exec(PATIENCE, "bash", "-c", leftovers).orFail().out(),
        String::isBlank,
        "nothing is left of a pod whose runtime was killed at " + killedAt);
  }
}
