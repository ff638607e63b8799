package dev.keelson.runtime.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pods on a node whose network is not there yet. */
final class PodNetworkWaitTest {
  private static final String WHY = "cni plugin not initialized: install one";

  @TempDir Path directory;
  private TestNode node;

  @BeforeEach
  void start() {
    node = new TestNode(directory);
    node.engine.addImage("i:1", "");
    node.engine.networkProblem(Optional.of(WHY));
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void aPodWaitsForItsNetworkAndStartsByItself() throws Exception {
    node.apply(pod("own", ""));
    String problem = node.await("own", p -> !p.problem().isEmpty()).problem();
    assertThat(problem)
        .isEqualTo(
            "network is not ready: container runtime network not ready: NetworkReady=false"
                + " reason:NetworkPluginNotReady message:Network plugin returns error: "
                + WHY);
    node.clock.advance(Duration.ofSeconds(1));
    node.engine.networkProblem(Optional.empty());
    node.clock.advance(Duration.ofSeconds(1));
    assertThat(node.awaitReady("own").problem()).isEmpty();
    assertThat(node.events.stream().filter(e -> e.reason().equals("NetworkNotReady"))).hasSize(1);
  }

  @Test
  void aPodOnTheHostsNetworkNeedsNone() throws Exception {
    node.apply(pod("host", "hostNetwork: true,"));
    assertThat(node.awaitReady("host").problem()).isEmpty();
  }

  private static String pod(String name, String spec) {
    return "{apiVersion: v1, kind: Pod, metadata: {name: "
        + name
        + "}, spec: {"
        + spec
        + " containers: [{name: c, image: \"i:1\"}]}}";
  }
}
