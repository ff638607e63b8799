package dev.keelson.runtime.image.registry;

import dev.keelson.runtime.image.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/** Requests for one repository, authorized. Any number of threads may ask. */
final class RegistryTransport {
  private final Exchange exchange;
  private final RegistryEndpoint endpoint;
  private final String repository;
  private final TokenService tokens;
  private volatile String authorization = "";

  RegistryTransport(
      Exchange exchange, RegistryEndpoint endpoint, String repository, Credentials credentials) {
    this.exchange = exchange;
    this.endpoint = endpoint;
    this.repository = repository;
    this.tokens = new TokenService(exchange, endpoint, credentials);
  }

  /**
   * One attempt at a path below the repository. The status is 200 or 206.
   *
   * @param offset of the first byte wanted; a registry may send all the same, with status 200
   * @throws RegistryException when another attempt may succeed
   * @throws ImageException when none will
   */
  HttpResponse<InputStream> get(String path, String accept, long offset)
      throws IOException, InterruptedException {
    URI uri = endpoint.uri(repository + "/" + path);
    Map<String, String> headers = new HashMap<>();
    if (!accept.isEmpty()) {
      headers.put("Accept", accept);
    }
    if (offset > 0) {
      headers.put("Range", "bytes=" + offset + "-");
    }
    HttpResponse<InputStream> response = exchange.get(uri, authorization, headers);
    if (response.statusCode() == 401) {
      response.body().close();
      authorization = tokens.answer(Challenge.of(response.headers()), repository);
      response = exchange.get(uri, authorization, headers);
    }
    check(response, uri, path);
    return response;
  }

  private void check(HttpResponse<InputStream> response, URI uri, String path) throws IOException {
    int status = response.statusCode();
    if (status == 200 || status == 206) {
      return;
    }
    Attempts.failIfTransient(response, uri);
    response.body().close();
    if (status == 401 || status == 403) {
      throw tokens.refused(" of " + repository + " (HTTP " + status + ")");
    }
    if (status == 404) {
      throw new ImageException(
          "Registry "
              + endpoint.registry()
              + " has no "
              + repository
              + "/"
              + path
              + "; check the name and the tag.");
    }
    throw new ImageException(
        "Registry "
            + endpoint.registry()
            + " answers HTTP "
            + status
            + " for "
            + repository
            + "/"
            + path
            + ".");
  }
}
