package dev.keelson.runtime.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.engine.ContainerConfig;
import dev.keelson.runtime.engine.ExecResult;
import dev.keelson.runtime.testkit.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartOrderTest {
  private static final String SERVER =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: server}
      spec:
        hostNetwork: true
        containers:
        - name: server
          image: example/server:1
          readinessProbe: {exec: {command: [ready]}}
      """;
  private static final String CLIENT =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: client, annotations: {keelson.dev/start-after: server}}
      spec:
        hostNetwork: true
        containers:
        - {name: client, image: "example/client:1"}
      """;

  @TempDir private Path root;
  private final AtomicBoolean serving = new AtomicBoolean();
  private TestNode node;

  @BeforeEach
  void startNode() {
    node = new TestNode(root);
    node.engine.programs(this::program);
  }

  private Program program(ContainerConfig config) {
    return config.name().equals("server")
        ? Program.runs().answering(_ -> new ExecResult(serving.get() ? 0 : 1, "", "not yet"))
        : Program.runs();
  }

  @AfterEach
  void stopNode() {
    node.close();
  }

  @Test
  void startsWhenTheOtherIsReady() throws Exception {
    node.apply(CLIENT, SERVER);
    PodSnapshot waiting = node.await("client", pod -> !pod.problem().isEmpty());
    assertThat(waiting.problem()).isEqualTo("waits until default/server-n is ready");
    node.await("server", pod -> pod.problem().contains("not yet"));
    assertThat(TestNode.container(waiting, "client").state().running()).isNull();

    serving.set(true);
    node.clock.advance(Duration.ofSeconds(10));
    node.awaitReady("server");
    PodSnapshot started = node.awaitReady("client");
    assertThat(started.problem()).isEmpty();
  }

  @Test
  void waitsForNobodyWhoIsNotWantedHere() throws Exception {
    node.apply(CLIENT);
    assertThat(node.awaitReady("client").problem()).isEmpty();
  }

  @Test
  void startsAnywayWhenTheOtherIsNotReadyForLong() throws Exception {
    node.apply(CLIENT, SERVER);
    node.await("client", pod -> !pod.problem().isEmpty());
    node.clock.advance(StartOrder.PATIENCE);
    node.awaitReady("client");
  }

  @Test
  void runsOnWhenTheOtherIsNotReadyAnyMore() throws Exception {
    serving.set(true);
    node.apply(CLIENT, SERVER);
    node.awaitReady("client");
    serving.set(false);
    node.engine.exit("server", 1);
    node.engine.exit("client", 1);
    node.await("client", TestNode.restarted("client", 1));
  }
}
