package dev.keelson.e2e.benchmark.surge;

import dev.keelson.e2e.benchmark.AnyCertificate;
import dev.keelson.e2e.benchmark.NetworkNamespace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;

/**
 * Clients that open a new TLS connection for every request, at a steady rate, and never try again:
 * whoever is turned away counts.
 */
public final class ConnectionLoad implements Client {
  private static final int CLIENTS = 32;
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int HEAD = 4096;
  private static final byte[] REQUEST =
      "GET /livez HTTP/1.1\r\nHost: node\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);
  private static final String GOOD = "HTTP/1.1 200";
  private static final Pattern MARK = Pattern.compile("Strict-Transport-Security: max-age=(\\d+)");

  private final SSLSocketFactory tls = AnyCertificate.sockets();
  private final InetSocketAddress server;
  private final long started = System.nanoTime();
  private final Tally tally = new Tally();
  private final Timeline timeline = new Timeline();
  private final List<Thread> clients = new ArrayList<>();
  private volatile int mark;
  private volatile boolean over;

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
    Instant begun = tally.begin();
    try (var plain = new Socket()) {
      plain.connect(server, TIMEOUT_MILLIS);
      plain.setSoTimeout(TIMEOUT_MILLIS);
      try (Socket socket =
          tls.createSocket(plain, server.getHostString(), server.getPort(), true)) {
        socket.getOutputStream().write(REQUEST);
        byte[] head = new byte[HEAD];
        int length = socket.getInputStream().read(head);
        answered(begun, new String(head, 0, Math.max(length, 0), StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      failed(begun, e.toString());
    }
  }

  private void answered(Instant begun, String head) {
    if (!head.startsWith(GOOD)) {
      failed(begun, head.isEmpty() ? "closed without an answer" : head);
      return;
    }
    timeline.answered(begun);
    Matcher found = MARK.matcher(head);
    if (found.find()) {
      mark = Integer.parseInt(found.group(1));
    }
  }

  private void failed(Instant begun, String seen) {
    tally.failed(begun, seen);
    timeline.failed(begun);
  }

  /**
   * The age in the last answer's Strict-Transport-Security, which a flag of the server sets: so it
   * tells who answered. 0 before the first.
   */
  int mark() {
    return mark;
  }

  Timeline timeline() {
    return timeline;
  }

  /** Ends; requests under way are waited for. */
  public Outcome end() throws InterruptedException {
    close();
    for (Thread client : clients) {
      client.join();
    }
    return tally.outcome();
  }

  @Override
  public void close() {
    over = true;
    clients.forEach(LockSupport::unpark);
  }
}
