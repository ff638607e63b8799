package dev.keelson.e2e.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keelson.e2e.benchmark.SearchPath;
import dev.keelson.e2e.benchmark.pods.KubeletHost;
import dev.keelson.e2e.component.ComponentCache;
import dev.keelson.e2e.component.ComponentVersions;
import dev.keelson.e2e.component.Components;
import dev.keelson.e2e.component.Platform;
import dev.keelson.e2e.scenario.StaticPods;
import dev.keelson.e2e.testnode.Execution;
import dev.keelson.e2e.testnode.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A node without a cluster that runs static pods and tells of them as the API would. */
final class StatusNode implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ComponentVersions VERSIONS = ComponentVersions.all().getFirst();

  private final String name;
  private final TestNode node;
  private final StaticPods pods;
  private final String[] listing;

  private StatusNode(String name, TestNode node, String... listing) {
    this.name = name;
    this.node = node;
    this.pods = new StaticPods(node);
    this.listing = listing;
  }

  /** Under the packaged runtime. */
  static StatusNode ofKeelson() throws IOException, InterruptedException {
    TestNode node = TestNode.start();
    StaticPods pods = new StaticPods(node);
    pods.keelson("images", "import", components().debianArchive().toString()).orFail();
    pods.run();
    return new StatusNode("keelson", node, pods.launcher(), "pods", "-o", "json");
  }

  /** Under the kubelet with containerd. */
  static StatusNode ofKubelet() throws IOException, InterruptedException {
    TestNode node = TestNode.start();
    Path binaries = components().program(VERSIONS, "kubelet").resolveSibling(".").normalize();
    SearchPath programs = new SearchPath(List.of(binaries, components().benchmarkTools()));
    KubeletHost kubelet =
        new KubeletHost(
            programs,
            components().stampArchive(VERSIONS),
            "registry.k8s.io/pause:" + VERSIONS.pause(),
            List.of());
    kubelet.prepare(node);
    // Without a cluster nothing but the next look shows why a container waits.
    Files.writeString(
        node.path("/etc/kubelet.yaml"), "syncFrequency: 1s\n", StandardOpenOption.APPEND);
    String archive = components().debianArchive().toString();
    node.exec(PATIENCE, programs.command("ctr", "-n=k8s.io", "images", "import", archive)).orFail();
    kubelet.start(node);
    return new StatusNode(
        "the kubelet", node, "curl", "--silent", "--insecure", "https://127.0.0.1:10250/pods");
  }

  private static Components components() {
    return new Components(ComponentCache.ofUser(), Platform.current(), System.err);
  }

  /** Puts manifests where they are looked for, by their pods' names. */
  void put(Map<String, String> manifests) throws IOException {
    for (var manifest : manifests.entrySet()) {
      pods.put(manifest.getKey() + ".yaml", manifest.getValue());
    }
  }

  /** The pods by the names in their manifests; none while nobody answers. */
  Map<String, JsonNode> pods() throws IOException, InterruptedException {
    Map<String, JsonNode> byName = new TreeMap<>();
    Execution answer = node.exec(PATIENCE, listing);
    if (answer.status() == 0) {
      for (JsonNode pod : new ObjectMapper().readTree(answer.out()).path("items")) {
        byName.put(pod.at("/metadata/name").asText().replace("-" + node.hostname(), ""), pod);
      }
    }
    return byName;
  }

  /** The fields that the kubelet's own configuration shows; none while it does not answer. */
  List<String> configuration() throws IOException, InterruptedException {
    String address = "https://127.0.0.1:10250/configz";
    Execution answer = node.exec(PATIENCE, "curl", "--silent", "--insecure", "--fail", address);
    List<String> fields = new ArrayList<>();
    if (answer.status() != 0) {
      return fields;
    }
    new ObjectMapper()
        .readTree(answer.out())
        .path("kubeletconfig")
        .fieldNames()
        .forEachRemaining(fields::add);
    fields.removeAll(List.of("apiVersion", "kind"));
    return fields;
  }

  /** What the servers of the requests' pod were asked first, by their containers. */
  Map<String, String> requests() throws IOException {
    Path logs = node.path("/var/log/pods");
    return Files.isDirectory(logs) ? AskedRequests.of(logs) : Map.of();
  }

  @Override
  public void close() throws IOException {
    node.close();
  }

  @Override
  public String toString() {
    return name;
  }
}
