package dev.keelson.e2e.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Asks the endpoints of a node, a thread each, until each has answered 200 once, and keeps the
 * instants of those answers.
 */
final class HealthWatch implements AutoCloseable {
  /** Between two questions: the fineness of what is measured. */
  static final Duration PAUSE = Duration.ofMillis(20);

  private final SSLSocketFactory tls = AnyCertificate.sockets();
  private final Map<Endpoint, CompletableFuture<Long>> answers = new LinkedHashMap<>();
  private volatile boolean over;

  private HealthWatch() {}

  /**
   * Begins to ask.
   *
   * @param network the network namespace of the node, such as {@code /proc/1/ns/net}
   */
  static HealthWatch start(List<Endpoint> endpoints, Path network) {
    HealthWatch watch = new HealthWatch();
    endpoints.forEach(endpoint -> watch.answers.put(endpoint, new CompletableFuture<>()));
    watch.answers.forEach((endpoint, answer) ->
        Thread.ofPlatform()
            .daemon()
            .name("watch-" + endpoint.port())
            .start(() -> watch.run(endpoint, network, answer)));
    return watch;
  }

  /** The instants of the first good answers by {@link System#nanoTime}, once all are there. */
  Map<Endpoint, Long> await(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    Map<Endpoint, Long> instants = new LinkedHashMap<>();
    for (var answer : answers.entrySet()) {
      instants.put(answer.getKey(), await(answer.getKey(), answer.getValue(), deadline));
    }
    return instants;
  }

  private static long await(Endpoint endpoint, CompletableFuture<Long> answer, long deadline)
      throws InterruptedException {
    try {
      return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new BenchmarkException(endpoint + " did not become healthy", e);
    } catch (ExecutionException e) {
      throw new BenchmarkException("Asking " + endpoint + ": " + e.getCause(), e);
    }
  }

  private void run(Endpoint endpoint, Path network, CompletableFuture<Long> answer) {
    try {
      NetworkNamespace.enter(network);
      ask(endpoint, answer);
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(Endpoint endpoint, CompletableFuture<Long> answer) throws InterruptedException {
    @Nullable HttpConnection connection = null;
    while (!over && !answer.isDone()) {
      try {
        if (connection == null) {
          connection = HttpConnection.open(endpoint, tls);
        }
        if (connection.ask() == 200) {
          answer.complete(System.nanoTime());
        }
      } catch (IOException _) {
        // Nobody listens yet, or the server is not far enough to answer: the next round tells.
        connection = closed(connection);
      }
      Thread.sleep(PAUSE);
    }
    closed(connection);
  }

  private static @Nullable HttpConnection closed(@Nullable HttpConnection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (IOException _) {
      // It is given up either way.
    }
    return null;
  }

  @Override
  public void close() {
    over = true;
  }
}
