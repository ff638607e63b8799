package dev.keelson.runtime.image.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Who a registry is told we are. */
public sealed interface Credentials {
  /** Nobody. */
  record Anonymous() implements Credentials {}

  /** A name and a password. */
  record Basic(String user, String password) implements Credentials {
    /** The value of an Authorization header. */
    String header() {
      byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
      return user + " with a password";
    }
  }

  /** What a registry's log-in gave in place of a password. */
  record IdentityToken(String token) implements Credentials {
    @Override
    public String toString() {
      return "an identity token";
    }
  }
}
