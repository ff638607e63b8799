package dev.keelson.runtime.image.registry;

import dev.keelson.runtime.image.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** Tries again what may succeed then: answers of an overloaded registry, lost connections. */
final class Attempts {
  private static final long MAX_RETRY_AFTER = 60;
  private final Backoff backoff;
  private final RegistryEndpoint endpoint;

  Attempts(Backoff backoff, RegistryEndpoint endpoint) {
    this.backoff = backoff;
    this.endpoint = endpoint;
  }

  /** Something that reads from the registry. */
  interface Attempt<T> {
    T run() throws IOException, InterruptedException;
  }

  /**
   * The result of the first attempt that succeeds.
   *
   * @throws ImageException with the last failure, when all attempts are used up
   */
  <T> T run(Attempt<T> attempt) throws InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        return attempt.run();
      } catch (IOException e) {
        failed(failures, e);
      }
    }
  }

  /** Waits for the next attempt, or gives up. */
  void failed(int failures, IOException failure) throws InterruptedException {
    if (failure instanceof InterruptedIOException && Thread.interrupted()) {
      throw new InterruptedException("interrupted while pulling");
    }
    if (!isTransient(failure) || !backoff.allows(failures)) {
      throw new ImageException(
          String.format(
              "Registry %s cannot be used: %s; check the network, or bring the image in an archive"
                  + " with keelson images import.",
              endpoint.registry(), words(failure)),
          failure);
    }
    backoff.await(
        failures, failure instanceof RegistryException r ? r.retryAfter() : Duration.ZERO);
  }

  /** Throws when the answer says to come again. */
  static void failIfTransient(HttpResponse<InputStream> response, URI uri) throws IOException {
    int status = response.statusCode();
    if (status == 429 || status >= 500) {
      response.body().close();
      throw new RegistryException(
          "HTTP "
              + status
              + " from "
              + uri.getScheme()
              + "://"
              + uri.getAuthority()
              + uri.getPath(),
          retryAfter(response));
    }
  }

  private static Duration retryAfter(HttpResponse<InputStream> response) {
    String value = response.headers().firstValue("Retry-After").orElse("0");
    boolean seconds = !value.isEmpty() && value.chars().allMatch(Character::isDigit);
    return seconds && value.length() < 6
        ? Duration.ofSeconds(Math.min(Long.parseLong(value), MAX_RETRY_AFTER))
        : Duration.ZERO;
  }

  private static boolean isTransient(IOException failure) {
    return !(failure instanceof SSLException) && !isUnresolved(failure);
  }

  private static boolean isUnresolved(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof UnresolvedAddressException || (cause != null && isUnresolved(cause));
  }

  private String words(IOException failure) {
    if (isUnresolved(failure)) {
      return "its name is not known";
    }
    return switch (failure) {
      case HttpConnectTimeoutException _ -> "it does not answer";
      case HttpTimeoutException _ -> "it took the request and does not answer";
      case ConnectException _ -> "connection refused at " + endpoint.base();
      default -> String.valueOf(failure.getMessage());
    };
  }
}
