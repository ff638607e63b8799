package dev.keelson.runtime.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** An HTTP server with one body for every path, an ETag for it, and redirects. */
final class ManifestServer implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, String> redirects = new ConcurrentHashMap<>();
  private final Map<String, List<String>> tokens = new ConcurrentHashMap<>();
  private final Semaphore notModified = new Semaphore(0);
  private volatile Answer answer = new Answer(404, "");

  private record Answer(int status, String body) {
    String tag() {
      return "\"" + Integer.toHexString(body.hashCode()) + "\"";
    }
  }

  private ManifestServer(HttpServer server) {
    this.server = server;
  }

  static ManifestServer start() {
    try {
      var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var server = new ManifestServer(http);
      http.createContext("/", server::handle);
      http.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String pod(String name) {
    return "{apiVersion: v1, kind: Pod, metadata: {name: %s}, spec: {containers: [{name: c, image: i}]}}"
        .formatted(name);
  }

  static String list(String... names) {
    return "{apiVersion: v1, kind: List, items: [%s]}"
        .formatted(String.join(", ", List.of(names).stream().map(ManifestServer::pod).toList()));
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** The same server by another host name. */
  URI otherUrl(String path) {
    return URI.create("http://localhost:" + server.getAddress().getPort() + path);
  }

  void answers(String body) {
    answer = new Answer(200, body);
  }

  void fails(int status) {
    answer = new Answer(status, "no");
  }

  void redirects(String path, String location) {
    redirects.put(path, location);
  }

  /** The header X-Token of every request for that path; empty where it had none. */
  List<String> tokens(String path) {
    return tokens.getOrDefault(path, List.of());
  }

  void forgetTokens() {
    tokens.clear();
  }

  /** Returns once so many requests were answered with 304. */
  void awaitNotModified(int times) throws InterruptedException {
    if (!notModified.tryAcquire(times, 20, TimeUnit.SECONDS)) {
      throw new AssertionError("nobody asked with the ETag");
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String token =
          Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("X-Token"), "");
      tokens.computeIfAbsent(path, _ -> new CopyOnWriteArrayList<>()).add(token);
      String location = redirects.get(path);
      if (location != null) {
        exchange.getResponseHeaders().set("Location", location);
        exchange.sendResponseHeaders(302, -1);
        return;
      }
      Answer now = answer;
      exchange.getResponseHeaders().set("ETag", now.tag());
      if (now.tag().equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
        exchange.sendResponseHeaders(304, -1);
        notModified.release();
        return;
      }
      byte[] body = now.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(now.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
