package dev.keelson.runtime.image.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keelson.runtime.image.Digest;
import dev.keelson.runtime.image.testkit.TestImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The reading half of the distribution protocol over images in memory, and whatever can go wrong in
 * it. Held to {@link RegistryContract} like the real one.
 */
final class LayoutRegistry implements TestRegistry {
  /** Answers one request in place of the registry. */
  interface Fault {
    void handle(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, byte[]> content = new HashMap<>();
  private final Map<String, String> types = new HashMap<>();
  private final Map<String, Queue<Fault>> faults = new HashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Queue<Fault> anyFaults = new ConcurrentLinkedQueue<>();
  private Access access = new Access.Open();

  LayoutRegistry() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  @Override
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void require(Access access) {
    this.access = access;
  }

  @Override
  public void push(String repository, String tag, TestImage image) {
    image
        .blobs()
        .forEach((digest, blob) -> content.put("/v2/" + repository + "/blobs/" + digest, blob));
    manifest(repository, tag, "application/vnd.oci.image.manifest.v1+json", image.manifest());
  }

  @Override
  public void manifest(String repository, String tag, String type, byte[] manifest) {
    for (String name : List.of(tag, Digest.of(manifest).toString())) {
      content.put("/v2/" + repository + "/manifests/" + name, manifest);
      types.put("/v2/" + repository + "/manifests/" + name, type);
    }
  }

  /** Lets the next request for a path that ends so go wrong. */
  void fail(String pathEnd, Fault fault) {
    faults.computeIfAbsent(pathEnd, _ -> new ArrayDeque<>()).add(fault);
  }

  /** Lets the next request go wrong, whatever it is for. */
  void failNext(Fault fault) {
    anyFaults.add(fault);
  }

  /** Method and path of every request so far. */
  List<String> requests() {
    return requests;
  }

  byte[] content(String path) {
    return content.getOrDefault(path, new byte[0]).clone();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      requests.add(exchange.getRequestMethod() + " " + path);
      Fault fault = fault(path);
      if (fault != null) {
        fault.handle(exchange);
      } else if (access.admits(exchange.getRequestHeaders().getFirst("Authorization"))) {
        serve(exchange, path);
      } else {
        exchange.getResponseHeaders().add("WWW-Authenticate", access.challenge());
        exchange.sendResponseHeaders(401, -1);
      }
    }
  }

  private synchronized @Nullable Fault fault(String path) {
    Fault any = anyFaults.poll();
    if (any != null) {
      return any;
    }
    for (Map.Entry<String, Queue<Fault>> entry : faults.entrySet()) {
      if (path.endsWith(entry.getKey())) {
        return entry.getValue().poll();
      }
    }
    return null;
  }

  private void serve(HttpExchange exchange, String path) throws IOException {
    byte[] found = content.get(path);
    if (found == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    if (types.containsKey(path)) {
      exchange.getResponseHeaders().add("Content-Type", types.get(path));
      exchange.getResponseHeaders().add("Docker-Content-Digest", Digest.of(found).toString());
    }
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = range == null ? 0 : Integer.parseInt(range.replace("bytes=", "").replace("-", ""));
    byte[] part = Arrays.copyOfRange(found, from, found.length);
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, part.length == 0 ? -1 : part.length);
    exchange.getResponseBody().write(part);
  }
}
