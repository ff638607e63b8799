package dev.keelson.e2e.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keelson.e2e.component.ComponentCache;
import dev.keelson.e2e.component.ComponentVersions;
import dev.keelson.e2e.component.Components;
import dev.keelson.e2e.component.Platform;
import dev.keelson.e2e.distribution.Distribution;
import dev.keelson.e2e.testnode.RunningCommand;
import dev.keelson.e2e.testnode.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A node with {@code keelson runtime run}, whose processes are killed. */
final class FaultyNode implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TestNode node;
  private final String launcher = Distribution.ofCheckout().launcher().toString();
  private final Manifests manifests;
  private RunningCommand runtime;

  private FaultyNode(TestNode node) throws IOException, InterruptedException {
    this.node = node;
    Path images =
        new Components(ComponentCache.ofUser(), Platform.current(), System.err)
            .stampArchive(ComponentVersions.all().getFirst());
    node.exec(PATIENCE, launcher, "images", "import", images.toString()).orFail();
    this.manifests = new Manifests(node.path("/etc/kubernetes/manifests"));
    this.runtime = startRuntime();
  }

  static FaultyNode start() throws IOException, InterruptedException {
    TestNode node = TestNode.start();
    try {
      return new FaultyNode(node);
    } catch (IOException | InterruptedException | RuntimeException e) {
      node.close();
      throw e;
    }
  }

  Manifests manifests() {
    return manifests;
  }

  private RunningCommand startRuntime() {
    return node.spawn(launcher, "runtime", "run");
  }

  /** Kills the runtime and starts another; returns at once. */
  void restartRuntime() throws InterruptedException {
    runtime.kill();
    runtime.await(PATIENCE);
    runtime = startRuntime();
  }

  /** The arguments of the pods' programs that run now. */
  SortedSet<String> processes() throws IOException {
    SortedSet<String> arguments = new TreeSet<>();
    for (Running process : running("/stamp")) {
      if (!arguments.add(process.words().getLast())) {
        arguments.add(process.words().getLast() + " twice");
      }
    }
    return arguments;
  }

  /** A process of the node, by its number there. */
  record Running(long pid, List<String> words) {}

  /** The processes whose program has that name, in the order of their numbers. */
  List<Running> running(String program) throws IOException {
    List<Running> found = new ArrayList<>();
    try (Stream<Path> processes = Files.list(node.path("/proc"))) {
      for (Path process : processes.sorted().toList()) {
        if (process.getFileName().toString().matches("\\d+")) {
          List<String> words = words(process);
          if (words.getFirst().equals(program)) {
            found.add(new Running(Long.parseLong(process.getFileName().toString()), words));
          }
        }
      }
    }
    return found;
  }

  private static List<String> words(Path process) {
    try {
      return List.of(Files.readString(process.resolve("cmdline")).split("\0"));
    } catch (IOException _) {
      return List.of("");
    }
  }

  /** Sends SIGKILL to a process of the node. */
  void kill(Running process) throws InterruptedException {
    node.exec(PATIENCE, "kill", "-9", Long.toString(process.pid()));
  }

  /** The names of the pods that the runtime tells are ready. */
  SortedSet<String> readyPods() throws IOException, InterruptedException {
    String answer = node.exec(PATIENCE, launcher, "pods", "-o", "json").out();
    SortedSet<String> ready = new TreeSet<>();
    if (answer.isBlank()) {
      return ready;
    }
    for (JsonNode pod : new ObjectMapper().readTree(answer).path("items")) {
      String name = pod.at("/metadata/name").asText();
      boolean both = true;
      for (JsonNode container : pod.at("/status/containerStatuses")) {
        both &= container.path("ready").asBoolean();
      }
      ready.add(name.replace("-" + node.hostname(), "") + (both ? "" : " not ready"));
    }
    return ready;
  }

  /** What pods have left, a line each. */
  String leftovers() throws IOException, InterruptedException {
    String script = Manifests.resource("/fault/leftovers.sh");
    return node.exec(PATIENCE, "bash", "-c", script).orFail().out();
  }

  /** What the runtime that runs now has said. */
  String log() throws InterruptedException {
    runtime.kill();
    return runtime.await(PATIENCE).err();
  }

  @Override
  public void close() throws IOException {
    node.close();
  }
}
