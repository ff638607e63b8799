package dev.keelson.e2e.benchmark.surge;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The API server of a node, and leave to do all there.
 *
 * @param network the network namespace that its clients are in, such as {@code /proc/1/ns/net}
 * @param token of an administrator
 */
public record ApiServer(Path network, InetSocketAddress address, String token) {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** A request to it; the token goes with it. */
  HttpRequest.Builder request(String path) {
    return streaming(path).timeout(TIMEOUT);
  }

  /** A request whose answer may go on for as long as it likes. */
  HttpRequest.Builder streaming(String path) {
    URI uri = URI.create("https://" + address.getHostString() + ":" + address.getPort() + path);
    return HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token);
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
