package dev.keelson.e2e.benchmark.surge;

import dev.keelson.e2e.benchmark.AnyCertificate;
import dev.keelson.e2e.benchmark.NetworkNamespace;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * A client that keeps its connections, as programs do. Like theirs, its HTTP library asks once more
 * where a kept connection was closed before a read could be answered.
 */
final class ApiClient implements AutoCloseable {
  static {
    // A connection that is refused counts.
    System.setProperty("jdk.httpclient.disableRetryConnect", "true");
  }

  private final ApiServer server;
  private final ExecutorService threads;
  private final HttpClient client;

  ApiClient(ApiServer server, HttpClient.Version version) {
    this.server = server;
    // A socket is of the network of the thread that makes it.
    this.threads =
        Executors.newCachedThreadPool(task ->
            Thread.ofPlatform()
                .daemon()
                .unstarted(() -> {
                  NetworkNamespace.enter(server.network());
                  task.run();
                }));
    this.client =
        HttpClient.newBuilder()
            .version(version)
            .sslContext(AnyCertificate.context())
            .executor(threads)
            .build();
  }

  Answer get(String path) throws InterruptedException {
    return send(server.request(path).build());
  }

  Answer delete(String path) throws InterruptedException {
    return send(server.request(path).DELETE().build());
  }

  /** Creates an object from its JSON. */
  Answer create(String path, String object) throws InterruptedException {
    return send(
        server
            .request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(object))
            .build());
  }

  /** The lines of an answer that goes on; closing the stream gives it up. */
  HttpResponse<Stream<String>> stream(String path) throws IOException, InterruptedException {
    return send(server.streaming(path).build(), BodyHandlers.ofLines());
  }

  private Answer send(HttpRequest request) throws InterruptedException {
    try {
      return Answer.of(send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      return new Answer.Refused(request.method() + " " + request.uri().getPath() + ": " + e);
    }
  }

  /** On one of its threads: the library connects on the one that sends. */
  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    Future<HttpResponse<T>> response = threads.submit(() -> client.send(request, handler));
    try {
      return response.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } catch (InterruptedException e) {
      response.cancel(true);
      throw e;
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }
}
