package dev.keelson.runtime.image.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keelson.runtime.image.testkit.TestImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Gives tokens as Docker's token protocol has them, signed so that the real registry believes them,
 * to one user by password or identity token.
 */
final class TokenServer implements AutoCloseable {
  static final String SERVICE = "test-registry";
  static final String ISSUER = "test-issuer";
  static final Credentials.Basic USER = new Credentials.Basic("reader", "pass:word");
  static final Credentials.IdentityToken IDENTITY = new Credentials.IdentityToken("identity");

  private final HttpServer server;
  private final SigningKey key = SigningKey.shared();
  private final Set<String> issued = ConcurrentHashMap.newKeySet();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  TokenServer() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/token", this::handle);
    server.start();
  }

  URI realm() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token");
  }

  TestRegistry.Access access() {
    return new TestRegistry.Access.Token(realm(), SERVICE, this);
  }

  /** What a registry needs to believe the tokens. */
  String certificate() {
    return key.certificatePem();
  }

  boolean issued(String token) {
    return issued.contains(token);
  }

  /** Makes every token so far worthless. */
  void expireAll() {
    issued.clear();
  }

  /** What was asked for, as the query or form said it. */
  List<String> asked() {
    return asked;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream body = exchange.getRequestBody()) {
      boolean post = exchange.getRequestMethod().equals("POST");
      String parameters =
          post
              ? new String(body.readAllBytes(), StandardCharsets.UTF_8)
              : String.valueOf(exchange.getRequestURI().getRawQuery());
      asked.add(URLDecoder.decode(parameters, StandardCharsets.UTF_8));
      boolean known =
          post
              ? parameters.contains("refresh_token=" + IDENTITY.token())
              : USER.header().equals(exchange.getRequestHeaders().getFirst("Authorization"));
      if (!known) {
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      String token = token();
      issued.add(token);
      byte[] answer =
          TestImage.utf8("{\"%s\":\"%s\"}".formatted(post ? "access_token" : "token", token));
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  /** A JSON web token that lets its bearer pull the repository "app". */
  private String token() {
    long now = Instant.now().getEpochSecond();
    String header = "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"%s\"}".formatted(key.id());
    String claims =
        """
        {"iss":"%s","aud":"%s","sub":"reader","exp":%d,"nbf":%d,"iat":%d,"jti":"%d",
        "access":[{"type":"repository","name":"app","actions":["pull"]}]}\
        """
            .formatted(ISSUER, SERVICE, now + 300, now - 60, now, System.nanoTime());
    String signed = base64(TestImage.utf8(header)) + "." + base64(TestImage.utf8(claims));
    return signed + "." + base64(key.sign(TestImage.utf8(signed)));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
