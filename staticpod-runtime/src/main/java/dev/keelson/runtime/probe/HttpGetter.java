package dev.keelson.runtime.probe;

import dev.keelson.runtime.manifest.Action;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * GET requests as the kubelet's prober sends them: certificates are not verified, 200 to 399 is a
 * success, a redirect is followed on the same host alone. Plain sockets, one a request: nothing is
 * kept between two probes, and who answered can be seen from the socket's local port.
 */
final class HttpGetter {
  private static final int MAX_REDIRECTS = 10;

  /** A probe's request. */
  ProbeResult get(Action.HttpGet action, String host, Duration timeout, OwnAnswers answers) {
    return request(action, host, timeout, new Manner("kube-probe", HttpGetter::judge), answers);
  }

  /** A hook's request: whatever is answered, it was told. */
  ProbeResult tell(Action.HttpGet action, String host, Duration timeout) {
    var manner = new Manner("kube-lifecycle", _ -> new ProbeResult.Success());
    return request(action, host, timeout, manner, OwnAnswers.ANYBODYS);
  }

  /** Who asks, and what it makes of a status. */
  private record Manner(String agent, IntFunction<ProbeResult> judge) {}

  private static ProbeResult request(
      Action.HttpGet action, String host, Duration timeout, Manner manner, OwnAnswers answers) {
    long deadline = System.nanoTime() + timeout.toNanos();
    URI uri =
        URI.create(
            action.scheme().toLowerCase(Locale.ROOT)
                + "://"
                + authority(host, action.port())
                + "/");
    String target = action.path();
    try {
      for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
        byte[] request = HttpRequest.of(uri, target, manner.agent(), action.headers());
        Optional<HttpAnswer> own = ask(uri, request, deadline, answers);
        if (own.isEmpty()) {
          return new ProbeResult.Unknown(OwnAnswers.ANOTHERS + action.port());
        }
        HttpAnswer answer = own.get();
        if (answer.location().isEmpty()) {
          return manner.judge().apply(answer.status());
        }
        URI next = uri.resolve(target).resolve(answer.location().get());
        if (!uri.getHost().equals(next.getHost())) {
          return new ProbeResult.Success("Probe terminated redirects, to " + next);
        }
        uri = next;
        target = HttpRequest.target(next);
      }
      return new ProbeResult.Failure("stopped after " + MAX_REDIRECTS + " redirects");
    } catch (SocketTimeoutException _) {
      return failure(uri, target, "no answer within " + timeout.toMillis() / 1000.0 + " s");
    } catch (IOException | IllegalArgumentException e) {
      return failure(uri, target, String.valueOf(e.getMessage()));
    }
  }

  private static ProbeResult judge(int status) {
    return status >= 200 && status < 400
        ? new ProbeResult.Success()
        : new ProbeResult.Failure("HTTP probe failed with statuscode: " + status);
  }

  private static ProbeResult failure(URI uri, String target, String seen) {
    return new ProbeResult.Failure(
        "Get \"" + uri.resolve("/") + target.substring(1) + "\": " + seen);
  }

  private static String authority(String host, int port) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** Empty where the answer would not be the container's own. */
  private static Optional<HttpAnswer> ask(
      URI uri, byte[] request, long deadline, OwnAnswers answers) throws IOException {
    boolean tls = uri.getScheme().equals("https");
    String host = uri.getHost().replaceAll("[\\[\\]]", "");
    int port = uri.getPort() < 0 ? (tls ? 443 : 80) : uri.getPort();
    try (Socket plain = new Socket()) {
      if (!answers.connect(plain, new InetSocketAddress(host, port), deadline)) {
        return Optional.empty();
      }
      try (Socket socket = tls ? UnverifiedTls.over(plain, host, port) : plain) {
        socket.setSoTimeout(remaining(deadline));
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
        return Optional.of(HttpAnswer.read(new TimedInput(socket, deadline)));
      }
    }
  }

  static int remaining(long deadline) throws SocketTimeoutException {
    long millis = (deadline - System.nanoTime()) / 1_000_000;
    if (millis < 1) {
      throw new SocketTimeoutException("no time left");
    }
    return (int) Math.min(millis, Integer.MAX_VALUE);
  }
}
