package dev.keelson.runtime.probe;

import dev.keelson.runtime.manifest.Action;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * GET requests as the kubelet's {@code pkg/probe/http} sends them: certificates are not verified,
 * 200 to 399 is a success, a redirect is followed on the same host alone. Plain sockets, one a
 * request: nothing is kept between two probes, and who answered can be seen from the socket's local
 * port.
 */
final class HttpGetter {
  private static final int MOST_REQUESTS = 10;
  private static final int MOST_BODY = 10 << 10;

  /** As much of an answer as an event may repeat. */
  private static final int MOST_SHOWN = 900;

  private static final String NOT_TLS = "http: server gave HTTP response to HTTPS client";

  /** A probe's request. */
  ProbeResult get(Action.HttpGet action, String host, Duration timeout, OwnAnswers answers) {
    var request = HttpRequest.ofProbe(action.headers());
    HttpUrl url = HttpUrl.of(action, host);
    try (Exchange exchange = exchange(url, HttpWire.of(action), request, timeout, answers)) {
      HttpAnswer answer = exchange.answer();
      return judge(answer.status(), body(answer));
    } catch (AnothersException _) {
      return new ProbeResult.Unknown(OwnAnswers.ANOTHERS + action.port());
    } catch (BodyException e) {
      return new ProbeResult.Unknown(HttpWords.ofBody(e));
    } catch (IOException e) {
      return new ProbeResult.Failure("Get \"" + url + "\": " + HttpWords.of(e));
    }
  }

  /** A hook's request: whatever is answered, it was told. */
  ProbeResult tell(Action.HttpGet action, String host, Duration timeout) {
    var request = HttpRequest.ofHook(action.headers());
    HttpUrl url = HttpUrl.of(action, host);
    ProbeResult told = tell(url, request, timeout);
    boolean notTls = told instanceof ProbeResult.Failure(String seen) && seen.endsWith(NOT_TLS);
    if (!notTls) {
      return told;
    }
    return tell(url.plain(), request.withoutAuthorization(), timeout) instanceof ProbeResult.Success
        ? new ProbeResult.Success(
            "request to HTTPS lifecycle hook %s got HTTP response, retry with HTTP succeeded"
                .formatted(url.authority()))
        : told;
  }

  private static ProbeResult tell(HttpUrl url, HttpRequest request, Duration timeout) {
    try (Exchange exchange = exchange(url, HttpWire.HTTP1, request, timeout, OwnAnswers.ANYBODYS)) {
      if (exchange.answer().status() != 204) {
        body(exchange.answer());
      }
      return new ProbeResult.Success();
    } catch (BodyException _) {
      return new ProbeResult.Success();
    } catch (IOException e) {
      return new ProbeResult.Failure("Get \"" + url + "\": " + HttpWords.of(e));
    }
  }

  /** Another one than the container would have answered. */
  private static final class AnothersException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** The answer was there, but not the whole of its body. */
  private static final class BodyException extends IOException {
    private static final long serialVersionUID = 1L;

    private BodyException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private static String body(HttpAnswer answer) throws BodyException {
    try {
      return new String(answer.body(MOST_BODY), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new BodyException(e);
    }
  }

  private static ProbeResult judge(int status, String body) {
    if (status < 200 || status >= 400) {
      return new ProbeResult.Failure("HTTP probe failed with statuscode: " + status);
    }
    String shown = body.substring(0, Math.min(body.length(), MOST_SHOWN));
    return status >= 300
        ? new ProbeResult.Success("Probe terminated redirects, Response body: " + shown)
        : new ProbeResult.Success();
  }

  /** An answer on its socket. */
  private record Exchange(Socket socket, HttpAnswer answer) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /** Asks, and asks where the answer sends it, on the same host. */
  private static Exchange exchange(
      HttpUrl first, HttpWire wire, HttpRequest request, Duration timeout, OwnAnswers answers)
      throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    HttpUrl url = first;
    String host = request.host();
    String referer = "";
    for (int requests = 1; ; requests++) {
      var said = new HttpWire.Said(request, host, referer);
      Exchange exchange = ask(url, wire, said, deadline, answers);
      Optional<String> location = exchange.answer().location();
      if (location.isEmpty()) {
        return exchange;
      }
      HttpUrl next = next(exchange, url, location.get());
      if (!next.host().equals(first.host())) {
        return exchange;
      }
      exchange.close();
      if (requests == MOST_REQUESTS) {
        throw new IOException("stopped after " + MOST_REQUESTS + " redirects");
      }
      host = HttpUrl.isRelative(location.get()) ? host : "";
      referer = url.isTls() && !next.isTls() ? "" : url.toString();
      url = next;
    }
  }

  private static HttpUrl next(Exchange exchange, HttpUrl from, String location) throws IOException {
    try {
      return from.resolve(location);
    } catch (IOException e) {
      exchange.close();
      throw e;
    }
  }

  private static Exchange ask(
      HttpUrl url, HttpWire wire, HttpWire.Said said, long deadline, OwnAnswers answers)
      throws IOException {
    if (!url.isTls() && !url.scheme().equals("http")) {
      throw new IOException("unsupported protocol scheme \"" + url.scheme() + "\"");
    }
    Socket plain = new Socket();
    try {
      if (!answers.connect(plain, new InetSocketAddress(url.host(), url.port()), deadline)) {
        throw new AnothersException();
      }
      Socket socket = url.isTls() ? UnverifiedTls.over(plain, url.host(), url.port()) : plain;
      socket.setSoTimeout(remaining(deadline));
      return new Exchange(socket, wire.ask(socket, url, said, deadline));
    } catch (SSLException e) {
      plain.close();
      throw HttpWords.isNotTls(e) ? new IOException(NOT_TLS, e) : e;
    } catch (IOException e) {
      plain.close();
      throw e;
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
