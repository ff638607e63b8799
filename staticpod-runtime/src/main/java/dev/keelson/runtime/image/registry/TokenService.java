package dev.keelson.runtime.image.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.runtime.image.Documents;
import dev.keelson.runtime.image.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Answers a registry's challenge with the value of an Authorization header. */
final class TokenService {
  private final Exchange exchange;
  private final RegistryEndpoint endpoint;
  private final Credentials credentials;

  TokenService(Exchange exchange, RegistryEndpoint endpoint, Credentials credentials) {
    this.exchange = exchange;
    this.endpoint = endpoint;
    this.credentials = credentials;
  }

  /**
   * Answers.
   *
   * @param repository what is to be pulled
   * @throws ImageException when the credentials at hand are no answer
   */
  String answer(Challenge challenge, String repository) throws IOException, InterruptedException {
    return switch (challenge) {
      case Challenge.Bearer bearer -> "Bearer " + token(bearer, repository);
      case Challenge.Basic() ->
          switch (credentials) {
            case Credentials.Basic basic -> basic.header();
            case Credentials.Anonymous(), Credentials.IdentityToken(_) -> throw refused("");
          };
      case Challenge.Unknown(String header) ->
          throw new ImageException(
              "Registry "
                  + endpoint.registry()
                  + " wants to be told who asks in a way keelson does not know: \""
                  + header
                  + "\".");
    };
  }

  /** The sentence for a registry that will not have us. */
  ImageException refused(String reason) {
    String who =
        switch (credentials) {
          case Credentials.Anonymous() -> "without credentials";
          case Credentials.Basic(String user, _) -> "as user " + user;
          case Credentials.IdentityToken(_) -> "with the identity token";
        };
    return new ImageException(
        String.format(
            "Registry %s refuses the pull %s%s; log in with docker login %s, or put the credentials"
                + " into the auths of Docker's config.json.",
            endpoint.registry(), who, reason, endpoint.registry()));
  }

  private String token(Challenge.Bearer bearer, String repository)
      throws IOException, InterruptedException {
    URI realm = realm(bearer);
    String scope = bearer.scope().isEmpty() ? "repository:" + repository + ":pull" : bearer.scope();
    String query = "service=" + encoded(bearer.service()) + "&scope=" + encoded(scope);
    String separator = realm.getRawQuery() == null ? "?" : "&";
    URI uri = URI.create(realm + separator + query);
    HttpResponse<InputStream> response =
        switch (credentials) {
          case Credentials.Anonymous() -> exchange.get(uri, "", Map.of());
          case Credentials.Basic basic -> exchange.get(uri, basic.header(), Map.of());
          case Credentials.IdentityToken(String token) ->
              exchange.post(
                  realm,
                  query
                      + "&grant_type=refresh_token&client_id=keelson&refresh_token="
                      + encoded(token));
        };
    return token(response, realm);
  }

  private String token(HttpResponse<InputStream> response, URI realm) throws IOException {
    try (InputStream body = response.body()) {
      byte[] content = body.readNBytes(Documents.MAX_BYTES);
      int status = response.statusCode();
      if (status == 401 || status == 403) {
        throw refused(" (HTTP " + status + " from " + realm + ")");
      }
      Attempts.failIfTransient(response, realm);
      if (status != 200) {
        throw new ImageException(
            "The token service "
                + realm
                + " of "
                + endpoint.registry()
                + " answers HTTP "
                + status
                + ".");
      }
      JsonNode tree = Documents.tree(content, "The answer of token service " + realm);
      String token = tree.path("token").asText(tree.path("access_token").asText(""));
      if (token.isEmpty()) {
        throw new ImageException("The token service " + realm + " answers without a token.");
      }
      return token;
    }
  }

  /** A realm that is not encrypted gets no password unless the registry itself is so. */
  private URI realm(Challenge.Bearer bearer) {
    try {
      URI realm = URI.create(bearer.realm());
      boolean encrypted = "https".equals(realm.getScheme());
      if (encrypted || ("http".equals(realm.getScheme()) && endpoint.isPlain())) {
        return realm;
      }
    } catch (IllegalArgumentException _) {
      // The same sentence says it.
    }
    throw new ImageException(
        "Registry "
            + endpoint.registry()
            + " names \""
            + bearer.realm()
            + "\" as its token service, which is no https address.");
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
