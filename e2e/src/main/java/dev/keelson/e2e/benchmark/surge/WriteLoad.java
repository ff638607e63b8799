package dev.keelson.e2e.benchmark.surge;

import dev.keelson.e2e.benchmark.AnyCertificate;
import dev.keelson.e2e.benchmark.NetworkNamespace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;

/**
 * A client that creates one ConfigMap after the other, each over a connection of its own, never
 * tries again, and remembers which were acknowledged.
 */
public final class WriteLoad implements AutoCloseable {
  /** The label that every ConfigMap written here has. */
  public static final String LABEL = "written=here";

  private static final int TIMEOUT_MILLIS = 20_000;
  private static final String CREATED = "HTTP/1.1 201";

  private final SSLSocketFactory tls = AnyCertificate.sockets();
  private final InetSocketAddress server;
  private final String token;
  private final List<String> acknowledged = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final Thread client;
  private Duration longest = Duration.ZERO;
  private volatile boolean over;

  /**
   * What became of all writes.
   *
   * @param acknowledged the names of the ConfigMaps that the server said it created
   * @param failures what was answered or seen instead
   * @param longest that one write took
   */
  public record Outcome(List<String> acknowledged, List<String> failures, Duration longest) {
    public Outcome {
      acknowledged = List.copyOf(acknowledged);
      failures = List.copyOf(failures);
    }
  }

  private WriteLoad(Path network, InetSocketAddress server, String token) {
    this.server = server;
    this.token = token;
    this.client =
        Thread.ofPlatform()
            .daemon()
            .name("writer")
            .unstarted(() -> {
              NetworkNamespace.enter(network);
              run();
            });
  }

  /**
   * Begins.
   *
   * @param network the network namespace that the client is in, such as {@code /proc/1/ns/net}
   * @param token of somebody who may create ConfigMaps in the namespace {@code default}
   */
  public static WriteLoad start(Path network, InetSocketAddress server, String token) {
    var load = new WriteLoad(network, server, token);
    load.client.start();
    return load;
  }

  private void run() {
    for (int number = 0; !over; number++) {
      long begun = System.nanoTime();
      write("written-" + number);
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      longest = took.compareTo(longest) > 0 ? took : longest;
    }
  }

  private void write(String name) {
    try (var plain = new Socket()) {
      plain.connect(server, TIMEOUT_MILLIS);
      plain.setSoTimeout(TIMEOUT_MILLIS);
      try (Socket socket =
          tls.createSocket(plain, server.getHostString(), server.getPort(), true)) {
        socket.getOutputStream().write(request(name));
        byte[] answer = socket.getInputStream().readNBytes(CREATED.length());
        String seen = new String(answer, StandardCharsets.US_ASCII);
        if (seen.equals(CREATED)) {
          acknowledged.add(name);
        } else {
          failures.add(name + ": " + seen);
        }
      }
    } catch (IOException e) {
      failures.add(name + ": " + e);
    }
  }

  private byte[] request(String name) {
    String body =
        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"%s\",\"labels\":{\"%s\":\"%s\"}}}"
            .formatted(name, LABEL.split("=", 2)[0], LABEL.split("=", 2)[1]);
    String head =
        "POST /api/v1/namespaces/default/configmaps HTTP/1.1\r\nHost: node\r\nConnection: close\r\n"
            + "Content-Type: application/json\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n"
                .formatted(token, body.length());
    return (head + body).getBytes(StandardCharsets.US_ASCII);
  }

  /** Ends; the write under way is waited for. */
  public Outcome end() throws InterruptedException {
    close();
    client.join();
    return new Outcome(acknowledged, failures, longest);
  }

  @Override
  public void close() {
    over = true;
  }
}
