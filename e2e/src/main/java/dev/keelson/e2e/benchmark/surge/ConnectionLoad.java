package dev.keelson.e2e.benchmark.surge;

import dev.keelson.e2e.benchmark.AnyCertificate;
import dev.keelson.e2e.benchmark.NetworkNamespace;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocketFactory;

/**
 * Clients that open a new TLS connection for every request, at a steady rate, and never try again:
 * whoever is turned away counts.
 */
public final class ConnectionLoad implements AutoCloseable {
  private static final int CLIENTS = 32;
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final byte[] REQUEST =
      "GET /livez HTTP/1.1\r\nHost: node\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] GOOD = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);

  private final SSLSocketFactory tls = AnyCertificate.sockets();
  private final InetSocketAddress server;
  private final long started = System.nanoTime();
  private final AtomicLong asked = new AtomicLong();
  private final List<Failure> failures = Collections.synchronizedList(new ArrayList<>());
  private final List<Thread> clients = new ArrayList<>();
  private volatile boolean over;

  /** A request that was not answered with 200, and when it was begun. */
  public record Failure(Duration at, String seen) {}

  /** What became of all requests. */
  public record Outcome(long asked, List<Failure> failures) {
    public Outcome {
      failures = List.copyOf(failures);
    }
  }

  private ConnectionLoad(InetSocketAddress server) {
    this.server = server;
  }

  /**
   * Begins.
   *
   * @param network the network namespace that the clients are in, such as {@code /proc/1/ns/net}
   * @param perSecond requests, of all clients together
   */
  public static ConnectionLoad start(Path network, InetSocketAddress server, int perSecond) {
    var load = new ConnectionLoad(server);
    for (int client = 0; client < CLIENTS; client++) {
      long offset = client * 1_000_000_000L / perSecond;
      long period = CLIENTS * 1_000_000_000L / perSecond;
      load.clients.add(
          Thread.ofPlatform()
              .daemon()
              .name("client-" + client)
              .start(() -> {
                NetworkNamespace.enter(network);
                load.run(offset, period);
              }));
    }
    return load;
  }

  private void run(long offset, long period) {
    for (long next = started + offset; !over; next += period) {
      for (long wait = next - System.nanoTime();
          wait > 0 && !over;
          wait = next - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      ask();
    }
  }

  private void ask() {
    long begun = System.nanoTime();
    asked.incrementAndGet();
    try (var plain = new Socket()) {
      plain.connect(server, TIMEOUT_MILLIS);
      plain.setSoTimeout(TIMEOUT_MILLIS);
      try (Socket socket =
          tls.createSocket(plain, server.getHostString(), server.getPort(), true)) {
        socket.getOutputStream().write(REQUEST);
        byte[] answer = read(socket.getInputStream());
        if (!Arrays.equals(answer, GOOD)) {
          failed(begun, new String(answer, StandardCharsets.US_ASCII));
        }
      }
    } catch (IOException e) {
      failed(begun, e.toString());
    }
  }

  private static byte[] read(InputStream in) throws IOException {
    return in.readNBytes(GOOD.length);
  }

  private void failed(long begun, String seen) {
    failures.add(new Failure(Duration.ofNanos(begun - started), seen));
  }

  /** Ends; requests under way are waited for. */
  public Outcome end() throws InterruptedException {
    close();
    for (Thread client : clients) {
      client.join();
    }
    return new Outcome(asked.get(), failures);
  }

  @Override
  public void close() {
    over = true;
    clients.forEach(LockSupport::unpark);
  }
}
