package dev.keelson.e2e.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keelson.e2e.testnode.RunningCommand;
import dev.keelson.e2e.testnode.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A registry on a node that is docker.io's mirror there: Debian's docker-registry, with the images
 * of a docker-archive pushed to it.
 */
final class DockerHub {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ADDRESS = "127.0.0.1:5000";
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";
  private static final String HUB = "docker.io/";

  private final TestNode node;
  private final RunningCommand registry;

  private DockerHub(TestNode node, RunningCommand registry) {
    this.node = node;
    this.registry = registry;
  }

  /** Starts it on a node; it lives as long as the node does. */
  static DockerHub start(TestNode node, Path archive) throws IOException, InterruptedException {
    write(
        node,
        "/opt/registry.yml",
        """
        version: 0.1
        storage: {filesystem: {rootdirectory: /opt/registry}}
        http: {addr: "%s"}
        """
            .formatted(ADDRESS));
    write(
        node,
        "/etc/containerd/certs.d/docker.io/hosts.toml",
        """
        server = "https://registry-1.docker.io"

        [host."http://%s"]
          capabilities = ["pull", "resolve"]
        """
            .formatted(ADDRESS));
    RunningCommand registry = node.spawn("docker-registry", "serve", "/opt/registry.yml");
    registry.awaitError("listening on", PATIENCE);
    DockerHub hub = new DockerHub(node, registry);
    hub.push(archive);
    return hub;
  }

  /** Waits until somebody has asked what a tag stands for. */
  void awaitPull(String repository, String tag) throws InterruptedException {
    registry.awaitError(
        "method=GET .*uri=\"?/v2/%s/manifests/%s\\b".formatted(repository, tag), PATIENCE);
  }

  private void push(Path archive) throws IOException, InterruptedException {
    run("mkdir", "-p", "/opt/images");
    run("tar", "-C", "/opt/images", "-xf", archive.toString());
    JsonNode images = JSON.readTree(node.path("/opt/images/manifest.json").toFile());
    for (JsonNode image : images) {
      for (JsonNode tag : image.get("RepoTags")) {
        push(image, tag.asText());
      }
    }
  }

  private void push(JsonNode image, String name) throws IOException, InterruptedException {
    int colon = name.lastIndexOf(':');
    String repository = name.substring(HUB.length(), colon);
    JsonNode config = upload(repository, CONFIG, image.get("Config").asText());
    var layers = JSON.createArrayNode();
    for (JsonNode layer : image.get("Layers")) {
      layers.add(upload(repository, LAYER, layer.asText()));
    }
    var manifest = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", MANIFEST);
    manifest.set("config", config);
    manifest.set("layers", layers);
    write(node, "/opt/manifest", manifest.toString());
    put(
        "/opt/manifest",
        MANIFEST,
        "http://%s/v2/%s/manifests/%s".formatted(ADDRESS, repository, name.substring(colon + 1)));
  }

  /** Uploads a blob; its descriptor. */
  private JsonNode upload(String repository, String type, String blob)
      throws IOException, InterruptedException {
    Path file = node.path("/opt/images/" + blob);
    String digest = "sha256:" + file.getFileName();
    String headers =
        run(
            "curl",
            "--fail-with-body",
            "--silent",
            "--dump-header",
            "-",
            "--request",
            "POST",
            "http://%s/v2/%s/blobs/uploads/".formatted(ADDRESS, repository));
    String location =
        headers
            .lines()
            .filter(line -> line.startsWith("Location: "))
            .map(line -> line.substring("Location: ".length()).strip())
            .findFirst()
            .orElseThrow(() -> new AssertionError("The registry names no upload: " + headers));
    put("/opt/images/" + blob, "application/octet-stream", location + "&digest=" + digest);
    return JSON.valueToTree(Map.of("mediaType", type, "digest", digest, "size", Files.size(file)));
  }

  private void put(String file, String type, String url) throws InterruptedException {
    run(
        "curl",
        "--fail-with-body",
        "--silent",
        "--request",
        "PUT",
        "--header",
        "Content-Type: " + type,
        "--data-binary",
        "@" + file,
        url);
  }

  private String run(String... command) throws InterruptedException {
    return node.exec(PATIENCE, command).orFail().out();
  }

  private static void write(TestNode node, String path, String text) throws IOException {
    Path file = node.path(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }
}
