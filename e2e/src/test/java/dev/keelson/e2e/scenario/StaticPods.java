package dev.keelson.e2e.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keelson.e2e.distribution.Distribution;
import dev.keelson.e2e.testnode.Execution;
import dev.keelson.e2e.testnode.RunningCommand;
import dev.keelson.e2e.testnode.TestNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A node with the packaged runtime and a manifest directory, and no cluster. */
public final class StaticPods {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String MANIFESTS = "/etc/kubernetes/manifests";

  private final TestNode node;
  private @Nullable RunningCommand runtime;
  private final String launcher = Distribution.ofCheckout().launcher().toString();

  /** On a node that is on. */
  public StaticPods(TestNode node) {
    this.node = node;
  }

  /** The path of the packaged program. */
  public String launcher() {
    return launcher;
  }

  /** Starts the runtime in the foreground. */
  public RunningCommand run(String... flags) {
    List<String> command = new ArrayList<>(List.of(launcher, "runtime", "run"));
    command.addAll(List.of(flags));
    runtime = node.spawn(command.toArray(String[]::new));
    return runtime;
  }

  /** Runs the program to its end. */
  public Execution keelson(String... arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher));
    command.addAll(List.of(arguments));
    return node.exec(PATIENCE, command.toArray(String[]::new));
  }

  /** Makes a manifest appear, whole. */
  public void put(String file, String manifest) throws IOException {
    Path directory = node.path(MANIFESTS);
    Files.createDirectories(directory);
    Path draft = directory.resolve("." + file);
    Files.writeString(draft, manifest);
    Files.move(draft, directory.resolve(file), StandardCopyOption.ATOMIC_MOVE);
  }

  /** A test resource's text. */
  public static String resource(String path) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(StaticPods.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The pod as the runtime tells; missing where it knows none of that name. */
  public JsonNode pod(String name) throws IOException, InterruptedException {
    Execution answer = keelson("pods", "-o", "json");
    ObjectMapper json = new ObjectMapper();
    if (answer.status() == 0) {
      for (JsonNode pod : json.readTree(answer.out()).path("items")) {
        if (pod.at("/metadata/name").asText().equals(name)) {
          return pod;
        }
      }
    }
    return json.missingNode();
  }

  /** Waits until the pod is as wanted. */
  public JsonNode await(String name, Predicate<JsonNode> wanted, String what)
      throws InterruptedException {
    try {
      return Await.until(PATIENCE, () -> pod(name), wanted, name + " " + what);
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "; the runtime wrote " + written(), e);
    }
  }

  private String written() {
    return runtime == null ? "nothing" : runtime.err();
  }

  /** Waits until the pod's first container is ready. */
  public JsonNode awaitReady(String name) throws InterruptedException {
    return await(name, pod -> pod.at("/status/containerStatuses/0/ready").asBoolean(), "is ready");
  }
}
