package dev.keelson.runtime.source;

import dev.keelson.runtime.image.registry.EnvironmentProxy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a URL answers, and whether it is new. Redirects are followed as Go's client does: ten at
 * most, and the headers, which may be secrets, go to the URL's own host alone. Used by one thread.
 */
final class UrlAnswers implements AutoCloseable {
  /** The kubelet's. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final int MOST_BYTES = 10 << 20;
  private static final int MOST_REDIRECTS = 10;

  private final URI url;
  private final Map<String, List<String>> headers;
  private final HttpClient client;
  private byte[] good = {};
  private Optional<String> tag = Optional.empty();
  private Optional<String> modified = Optional.empty();
  private Optional<HttpResponse<byte[]>> last = Optional.empty();

  UrlAnswers(URI url, Map<String, List<String>> headers) {
    this.url = url;
    this.headers = Map.copyOf(headers);
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIMEOUT)
            .proxy(EnvironmentProxy.of(System.getenv()))
            .sslContext(SystemTrust.context())
            .build();
  }

  /** The URL without a user's name and password. */
  String shown() {
    String user = url.getRawUserInfo();
    return user == null ? url.toString() : url.toString().replace(user + "@", "");
  }

  /**
   * Asks once.
   *
   * @return the body; empty where it is the one that was kept last
   * @throws IOException with a sentence where there is no answer, or one that is no body
   */
  Optional<byte[]> next() throws IOException, InterruptedException {
    HttpResponse<byte[]> response = ask();
    if (response.statusCode() == 304 && good.length > 0) {
      return Optional.empty();
    }
    if (response.statusCode() != 200) {
      throw new IOException("answers HTTP " + response.statusCode());
    }
    last = Optional.of(response);
    return Arrays.equals(response.body(), good) ? Optional.empty() : Optional.of(response.body());
  }

  /** The last body was good: from now on another one alone is told. */
  void keep() {
    last.ifPresent(response -> {
      good = response.body();
      tag = response.headers().firstValue("ETag");
      modified = response.headers().firstValue("Last-Modified");
    });
    last = Optional.empty();
  }

  private HttpResponse<byte[]> ask() throws IOException, InterruptedException {
    HttpRequest request = request(url);
    for (int i = 0; i <= MOST_REDIRECTS; i++) {
      HttpResponse<byte[]> response = send(request);
      Optional<String> location = response.headers().firstValue("Location");
      if (response.statusCode() / 100 != 3 || location.isEmpty()) {
        return response;
      }
      request = redirected(request.uri(), location.get());
    }
    throw new IOException("redirects more than " + MOST_REDIRECTS + " times");
  }

  private HttpRequest redirected(URI from, String location) throws IOException {
    try {
      return request(from.resolve(location));
    } catch (IllegalArgumentException e) {
      throw new IOException("redirects to \"" + location + "\", which is no address", e);
    }
  }

  private HttpRequest request(URI at) {
    HttpRequest.Builder request = HttpRequest.newBuilder(at).GET();
    if (Objects.equals(at.getHost(), url.getHost())) {
      String user = url.getUserInfo();
      if (user != null) {
        byte[] bytes = user.getBytes(StandardCharsets.UTF_8);
        request.setHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
      }
      headers.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
    }
    tag.ifPresent(value -> request.setHeader("If-None-Match", value));
    modified.ifPresent(value -> request.setHeader("If-Modified-Since", value));
    return request.build();
  }

  /** The time is for all of it: a server that sends a byte a minute is no answer either. */
  private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(reason(Objects.requireNonNullElse(e.getCause(), e)), e);
    } catch (TimeoutException e) {
      throw new IOException("does not answer within " + TIMEOUT.toSeconds() + " s", e);
    } finally {
      answer.cancel(true);
    }
  }

  private static String reason(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    if (message.contains("exceeds capacity")) {
      return "answers with more than 10 MiB, which is not read";
    }
    return cause instanceof ConnectException && cause.getMessage() == null
        ? "cannot be reached: nothing listens there, or there is no such host"
        : "does not answer: " + message;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
