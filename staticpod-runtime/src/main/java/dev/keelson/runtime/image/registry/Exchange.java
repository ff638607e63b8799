package dev.keelson.runtime.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Single requests over HTTP. Redirections are followed here, because the JDK would take the
 * authorization along to whatever host they lead to.
 */
final class Exchange implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final Set<Integer> REDIRECTIONS = Set.of(301, 302, 303, 307, 308);
  private static final int MAX_REDIRECTIONS = 8;
  private static final String AUTHORIZATION = "Authorization";

  private final HttpClient client;

  Exchange() {
    // HTTP/1.1: over HTTP/2 the JDK takes in megabytes ahead of the reader.
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .proxy(EnvironmentProxy.of(System.getenv()))
            .build();
  }

  /** A GET; an empty authorization is left out. The caller closes the body. */
  HttpResponse<InputStream> get(URI uri, String authorization, Map<String, String> headers)
      throws IOException, InterruptedException {
    URI at = uri;
    for (int i = 0; i < MAX_REDIRECTIONS; i++) {
      HttpRequest.Builder request = HttpRequest.newBuilder(at);
      headers.forEach(request::header);
      if (!authorization.isEmpty() && sameOrigin(uri, at)) {
        request.header(AUTHORIZATION, authorization);
      }
      HttpResponse<InputStream> response = send(request.GET());
      String location = response.headers().firstValue("Location").orElse("");
      if (!REDIRECTIONS.contains(response.statusCode()) || location.isEmpty()) {
        return response;
      }
      response.body().close();
      at = redirected(at, location);
    }
    throw new IOException(uri + " redirects without end");
  }

  /** A POST of a form. */
  HttpResponse<InputStream> post(URI uri, String form) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private HttpResponse<InputStream> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(
        request.timeout(ANSWER).header("User-Agent", "keelson").build(),
        _ -> new TimedBody(SILENCE));
  }

  private static URI redirected(URI from, String location) throws IOException {
    try {
      URI to = from.resolve(location);
      if ("https".equals(from.getScheme()) && !"https".equals(to.getScheme())) {
        throw new IOException(from + " redirects to " + to + ", which is not encrypted");
      }
      return to;
    } catch (IllegalArgumentException e) {
      throw new IOException(from + " redirects to " + location + ", which is no address", e);
    }
  }

  private static boolean sameOrigin(URI one, URI other) {
    return one.getScheme().equals(other.getScheme())
        && one.getAuthority().equals(other.getAuthority());
  }
}
