package dev.keelson.runtime.image.registry;

import dev.keelson.runtime.image.testkit.TestImage;
import java.net.URI;

/** A registry that tests fill and pull from. */
interface TestRegistry extends AutoCloseable {
  /** Host and port, as references name it. */
  String address();

  /** Whom it serves, from now on. */
  void require(Access access) throws Exception;

  /** Puts an image into it. */
  void push(String repository, String tag, TestImage image) throws Exception;

  /** Puts a manifest or index alone into it. */
  void manifest(String repository, String tag, String type, byte[] manifest) throws Exception;

  @Override
  void close();

  /** Whom a registry serves. */
  sealed interface Access {
    /** Everybody. */
    record Open() implements Access {}

    /** One user. */
    record Basic(String user, String password) implements Access {}

    /** Who brings a token of that service's. */
    record Token(URI realm, String service, TokenServer tokens) implements Access {}

    /** Whether a request with that Authorization is served. */
    default boolean admits(@org.jspecify.annotations.Nullable String authorization) {
      return switch (this) {
        case Open() -> true;
        case Basic(String user, String password) ->
            new Credentials.Basic(user, password).header().equals(authorization);
        case Token(_, _, TokenServer tokens) ->
            authorization != null && tokens.issued(authorization.replace("Bearer ", ""));
      };
    }

    /** What it says to whom it does not serve. */
    default String challenge() {
      return switch (this) {
        case Open() -> "";
        case Basic _ -> "Basic realm=\"test\"";
        case Token(URI realm, String service, _) ->
            "Bearer realm=\"%s\",service=\"%s\",scope=\"repository:app:pull\""
                .formatted(realm, service);
      };
    }
  }
}
