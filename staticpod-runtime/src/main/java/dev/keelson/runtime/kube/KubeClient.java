package dev.keelson.runtime.kube;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * The Kubernetes API as one identity: a few verbs over JSON. Every call blocks, ends within the
 * time-out, and may be made from any thread; a virtual one is best. 404 and 409 are values, all
 * other failures are {@link KubeException}. Close it, or its selector thread lives on.
 */
public final class KubeClient implements AutoCloseable {
  static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final KubeConfig config;
  private final HttpClient http;
  private final ExecutorService threads;

  private KubeClient(KubeConfig config, HttpClient http, ExecutorService threads) {
    this.config = config;
    this.http = http;
    this.threads = threads;
  }

  /** A client for that kubeconfig; nothing is sent yet. */
  public static KubeClient open(KubeConfig config) {
    return open(config, Optional.empty());
  }

  /**
   * A client for that kubeconfig; nothing is sent yet.
   *
   * @param source the address of this machine to connect from; empty for the kernel's choice
   */
  public static KubeClient open(KubeConfig config, Optional<InetAddress> source) {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    // HTTP/1.1: the daemon has a request every few seconds, and the frames, flow control and header
    // tables of HTTP/2 cost it memory for nothing.
    HttpClient.Builder http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(Tls.context(config))
            .connectTimeout(Duration.ofSeconds(5))
            .proxy(HttpClient.Builder.NO_PROXY)
            .executor(threads);
    source.ifPresent(http::localAddress);
    return new KubeClient(config, http.build(), threads);
  }

  /** The object at that path. */
  public KubeReply get(ResourcePath path) throws InterruptedException {
    return send("GET", path, Map.of(), "", BodyPublishers.noBody());
  }

  /** The list of a collection. */
  public ObjectNode list(ResourcePath collection, Map<String, String> query)
      throws InterruptedException {
    return send("GET", collection, query, "", BodyPublishers.noBody())
        .found()
        .orElseThrow(() -> new KubeException("there are no " + collection, 404, null));
  }

  /** Creates an object; a conflict when there is one of its name. */
  public KubeReply create(ResourcePath collection, ObjectNode object) throws InterruptedException {
    return send("POST", collection, Map.of(), "application/json", json(object));
  }

  /**
   * Begins to create an object whose document is sent only when the request is told to end.
   *
   * @param timeout after which it ends unanswered
   */
  public HeldRequest hold(ResourcePath collection, ObjectNode object, Duration timeout) {
    return HeldRequest.begin(
        bytes(object),
        threads,
        body ->
            http.sendAsync(
                request("POST", collection.toString(), Map.of(), "application/json", body)
                    .expectContinue(true)
                    .timeout(timeout)
                    .build(),
                BodyHandlers.discarding()));
  }

  /** Server-side apply: creates or updates, taking over the fields another manager holds. */
  public KubeReply apply(ResourcePath path, ObjectNode object, String fieldManager)
      throws InterruptedException {
    var query = Map.of("fieldManager", fieldManager, "force", "true");
    return send("PATCH", path, query, PatchType.APPLY.mediaType(), json(object));
  }

  /** Changes part of an object that exists. */
  public KubeReply patch(ResourcePath path, PatchType type, ObjectNode patch)
      throws InterruptedException {
    return send("PATCH", path, Map.of(), type.mediaType(), json(patch));
  }

  /** Deletes an object as the {@code DeleteOptions} say; a conflict when its uid is another. */
  public KubeReply delete(ResourcePath path, ObjectNode options) throws InterruptedException {
    return send("DELETE", path, Map.of(), "application/json", json(options));
  }

  /**
   * Opens a watch of a collection. The server ends it after {@code timeoutSeconds} of the query.
   */
  public KubeWatch watch(ResourcePath collection, Map<String, String> query)
      throws InterruptedException {
    HttpRequest request =
        request("GET", collection.toString(), query, "", BodyPublishers.noBody()).build();
    HttpResponse<InputStream> response = exchange(request, BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      try (InputStream body = response.body()) {
        throw refusal(request, response.statusCode(), body.readAllBytes());
      } catch (IOException e) {
        throw unreachable(request, e);
      }
    }
    return new KubeWatch(collection.toString(), response.body());
  }

  /** The body of a path that answers text, such as {@code /livez}, whatever the status. */
  public KubeText text(String path, Duration timeout) throws InterruptedException {
    HttpRequest request =
        request("GET", path, Map.of(), "", BodyPublishers.noBody()).timeout(timeout).build();
    var response = exchange(request, BodyHandlers.ofString());
    return new KubeText(response.statusCode(), response.body());
  }

  private KubeReply send(
      String verb, ResourcePath path, Map<String, String> query, String type, BodyPublisher body)
      throws InterruptedException {
    HttpRequest request = request(verb, path.toString(), query, type, body).build();
    HttpResponse<byte[]> response = exchange(request, BodyHandlers.ofByteArray());
    return switch (response.statusCode()) {
      case 200, 201, 202 -> new KubeReply.Found(object(request, response.body()));
      case 404 -> new KubeReply.NotFound(message(response.body()));
      case 409 -> new KubeReply.Conflict(message(response.body()));
      default -> throw refusal(request, response.statusCode(), response.body());
    };
  }

  private HttpRequest.Builder request(
      String verb, String path, Map<String, String> query, String type, BodyPublisher body) {
    URI uri = URI.create(config.server() + path + encode(query));
    var request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).method(verb, body);
    request.header("Accept", "application/json").header("User-Agent", "keelson");
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    config.token().ifPresent(t -> request.header("Authorization", "Bearer " + t));
    return request;
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws InterruptedException {
    try {
      return http.send(request, handler);
    } catch (IOException e) {
      throw unreachable(request, e);
    }
  }

  private static KubeException unreachable(HttpRequest request, IOException e) {
    return new KubeException(
        "%s %s: the API server is not to be reached: %s"
            .formatted(request.method(), request.uri(), e),
        KubeException.UNREACHABLE,
        e);
  }

  private static KubeException refusal(HttpRequest request, int status, byte[] body) {
    return new KubeException(
        "%s %s: the API server answered %d: %s"
            .formatted(request.method(), request.uri(), status, message(body)),
        status,
        null);
  }

  private static ObjectNode object(HttpRequest request, byte[] body) {
    try {
      if (JSON.readTree(body) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException _) {
      // Said below.
    }
    throw new KubeException(
        request.method() + " " + request.uri() + ": the answer is not a JSON object", 502, null);
  }

  /** The sentence of a Status object, else the body itself as far as a line goes. */
  private static String message(byte[] body) {
    try {
      JsonNode message = JSON.readTree(body).path("message");
      if (message.isTextual()) {
        return message.asText();
      }
    } catch (IOException _) {
      // A plain text answer.
    }
    String text = new String(body, StandardCharsets.UTF_8).strip();
    return text.substring(0, Math.min(200, text.length()));
  }

  private static BodyPublisher json(ObjectNode object) {
    return BodyPublishers.ofByteArray(bytes(object));
  }

  private static byte[] bytes(ObjectNode object) {
    try {
      return JSON.writeValueAsBytes(object);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("an object that cannot be written as JSON", e);
    }
  }

  private static String encode(Map<String, String> query) {
    if (query.isEmpty()) {
      return "";
    }
    return query.entrySet().stream()
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .sorted()
        .collect(Collectors.joining("&", "?", ""));
  }

  @Override
  public void close() {
    http.shutdownNow();
    threads.shutdownNow();
  }
}
