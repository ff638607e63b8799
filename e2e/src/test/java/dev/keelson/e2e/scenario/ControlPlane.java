package dev.keelson.e2e.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keelson.e2e.component.ComponentCache;
import dev.keelson.e2e.component.ComponentVersions;
import dev.keelson.e2e.component.Components;
import dev.keelson.e2e.component.Platform;
import dev.keelson.e2e.distribution.Distribution;
import dev.keelson.e2e.testnode.Execution;
import dev.keelson.e2e.testnode.TestNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A test node with the packaged keelson, the images of its release and kubectl at hand. */
final class ControlPlane implements AutoCloseable {
  /** Longer than anything takes on an idle machine; what hangs still ends. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final ComponentVersions VERSIONS = ComponentVersions.all().getFirst();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestNode node;
  private final String launcher;
  private final Path archive;
  private final Path kubectl;

  private ControlPlane(TestNode node) throws IOException, InterruptedException {
    Components components = new Components(ComponentCache.ofUser(), Platform.current(), System.err);
    this.archive = components.archive(VERSIONS);
    this.kubectl = components.program(VERSIONS, "kubectl");
    this.launcher = Distribution.ofCheckout().launcher().toString();
    this.node = node;
  }

  /** A node without a control plane. */
  static ControlPlane onFreshNode() throws IOException, InterruptedException {
    TestNode node = TestNode.start();
    try {
      return new ControlPlane(node);
    } catch (IOException | InterruptedException | RuntimeException e) {
      node.close();
      throw e;
    }
  }

  /** A node after {@code keelson init}. */
  static ControlPlane initialized() throws IOException, InterruptedException {
    ControlPlane controlPlane = onFreshNode();
    try {
      controlPlane.init().orFail();
      return controlPlane;
    } catch (InterruptedException | RuntimeException e) {
      controlPlane.close();
      throw e;
    }
  }

  /** The path of the packaged program. */
  String launcher() {
    return launcher;
  }

  /** The path of kubectl. */
  Path kubectlPath() {
    return kubectl;
  }

  TestNode node() {
    return node;
  }

  /** Puts the images into the node's store, so that init needs no archive. */
  void importImages() throws InterruptedException {
    keelson("images", "import", archive.toString()).orFail();
  }

  /** {@code keelson init} from the archive, with more flags. */
  Execution init(String... flags) throws InterruptedException {
    return keelson(command("init", command("--images=" + archive, flags)));
  }

  Execution keelson(String... arguments) throws InterruptedException {
    return node.exec(PATIENCE, command(launcher, arguments));
  }

  /** kubectl as the administrator. */
  Execution kubectl(String... arguments) throws InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(kubectl.toString(), "--kubeconfig=/etc/kubernetes/admin.conf"));
    command.addAll(List.of(arguments));
    return node.exec(PATIENCE, command.toArray(String[]::new));
  }

  /** What a script prints on the node. */
  String shell(String script) throws InterruptedException {
    return node.exec(PATIENCE, "sh", "-c", script).orFail().out();
  }

  /** The containers of the static pods as the runtime tells, by the pods' component label. */
  Map<String, ContainerSeen> containers() throws IOException, InterruptedException {
    JsonNode pods = JSON.readTree(keelson("pods", "-o", "json").orFail().out());
    Map<String, ContainerSeen> seen = new TreeMap<>();
    for (JsonNode pod : pods.get("items")) {
      JsonNode status = pod.at("/status/containerStatuses/0");
      seen.put(
          pod.at("/metadata/labels/component").asText(),
          new ContainerSeen(
              pod.at("/metadata/uid").asText(),
              status.path("containerID").asText(),
              status.path("restartCount").asInt(),
              status.path("ready").asBoolean()));
    }
    return seen;
  }

  /** The container of that component. */
  ContainerSeen container(String component) throws IOException, InterruptedException {
    ContainerSeen seen = containers().get(component);
    if (seen == null) {
      throw new AssertionError("the runtime tells of no pod " + component);
    }
    return seen;
  }

  /** What the runtime tells of a pod's only container. */
  record ContainerSeen(String podUid, String containerId, int restarts, boolean ready) {}

  /** Waits until every component is ready, by the exit status of {@code keelson status}. */
  void awaitReady() throws InterruptedException {
    Await.until(
        PATIENCE,
        () -> keelson("status"),
        status -> status.status() == 0,
        "keelson status says that all is ready");
  }

  @Override
  public void close() throws IOException {
    node.close();
  }

  private static String[] command(String first, String... rest) {
    List<String> command = new ArrayList<>(List.of(first));
    command.addAll(List.of(rest));
    return command.toArray(String[]::new);
  }
}
