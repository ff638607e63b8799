package dev.keelson.runtime.image.registry;

import dev.keelson.runtime.image.Digest;
import dev.keelson.runtime.image.testkit.TestImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Debian's docker-registry, run by a test on a free port with its files in a directory. */
final class DockerRegistry implements TestRegistry {
  private static final Path PROGRAM = Path.of("/usr/bin/docker-registry");

  /** The password of {@link TokenServer#USER}, as htpasswd -B would write it. */
  private static final String HASH = "$2y$05$keelsonkeelsonkeelsonu78LgxFOIwYU2lQVaSsrQeeLqaa3zftK";

  private final Path directory;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable Process process;

  DockerRegistry(Path directory) throws Exception {
    if (!Files.isExecutable(PROGRAM)) {
      throw new AssertionError(
          PROGRAM
              + " is not there, so nothing shows that pulls work; apt-get install docker-registry");
    }
    this.directory = directory;
    try (ServerSocket free = new ServerSocket(0)) {
      this.port = free.getLocalPort();
    }
    start(new Access.Open());
  }

  @Override
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Starts it again with the same content. */
  @Override
  public void require(Access access) throws Exception {
    stop();
    start(access);
  }

  @Override
  public void push(String repository, String tag, TestImage image) throws Exception {
    for (Map.Entry<Digest, byte[]> blob : image.blobs().entrySet()) {
      HttpResponse<Void> upload =
          send("POST", uri(repository + "/blobs/uploads/"), "", new byte[0], 202);
      String location = upload.headers().firstValue("Location").orElseThrow();
      String separator = location.contains("?") ? "&" : "?";
      send(
          "PUT",
          URI.create(location + separator + "digest=" + blob.getKey()),
          "application/octet-stream",
          blob.getValue(),
          201);
    }
    manifest(repository, tag, "application/vnd.oci.image.manifest.v1+json", image.manifest());
  }

  @Override
  public void manifest(String repository, String tag, String type, byte[] manifest)
      throws Exception {
    send("PUT", uri(repository + "/manifests/" + tag), type, manifest, 201);
  }

  @Override
  public void close() {
    http.close();
    try {
      stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<Void> send(String method, URI uri, String type, byte[] content, int expected)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.ofByteArray(content));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    HttpResponse<Void> response =
        http.send(request.build(), HttpResponse.BodyHandlers.discarding());
    if (response.statusCode() != expected) {
      throw new AssertionError(method + " " + uri + " gave HTTP " + response.statusCode());
    }
    return response;
  }

  private URI uri(String path) {
    return URI.create("http://" + address() + "/v2/" + path);
  }

  private void start(Access access) throws Exception {
    Path config = directory.resolve("config.yml");
    Files.writeString(
        config,
        """
        version: 0.1
        storage: {filesystem: {rootdirectory: %s}}
        http: {addr: "%s"}
        %s
        """
            .formatted(directory.resolve("data"), address(), auth(access)));
    Process started =
        new ProcessBuilder(PROGRAM.toString(), "serve", config.toString())
            .redirectErrorStream(true)
            .start();
    process = started;
    CompletableFuture<Void> listening = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("docker-registry").start(() -> drain(started, listening));
    listening.get(30, TimeUnit.SECONDS);
  }

  private String auth(Access access) throws IOException {
    return switch (access) {
      case Access.Open() -> "";
      case Access.Basic(String user, _) -> {
        Path file = directory.resolve("htpasswd");
        Files.writeString(file, user + ":" + HASH + "\n");
        yield "auth: {htpasswd: {realm: test, path: %s}}".formatted(file);
      }
      case Access.Token(URI realm, String service, TokenServer tokens) -> {
        Path file = directory.resolve("tokens.pem");
        Files.writeString(file, tokens.certificate());
        yield "auth: {token: {realm: \"%s\", service: %s, issuer: %s, rootcertbundle: %s}}"
            .formatted(realm, service, TokenServer.ISSUER, file);
      }
    };
  }

  private static void drain(Process process, CompletableFuture<Void> listening) {
    StringBuilder said = new StringBuilder();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.append(line).append('\n');
        if (line.contains("listening on")) {
          listening.complete(null);
        }
      }
    } catch (IOException e) {
      said.append(e);
    }
    listening.completeExceptionally(new AssertionError("docker-registry ended: " + said));
  }

  private void stop() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroy();
      running.waitFor();
    }
  }
}
