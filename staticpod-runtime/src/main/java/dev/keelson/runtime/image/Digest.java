package dev.keelson.runtime.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The SHA-256 of some content, which is its name: {@code sha256:} and 64 hexadecimal digits. */
public record Digest(String hex) implements Comparable<Digest> {
  private static final String PREFIX = "sha256:";
  private static final int SHORT = 12;
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  public Digest {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException("\"" + hex + "\" is no SHA-256 in hexadecimal digits");
    }
  }

  /**
   * The digest that {@code text} writes.
   *
   * @throws IllegalArgumentException with a sentence when it writes none
   */
  public static Digest parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no digest that keelson can check: it takes sha256 alone");
    }
    return new Digest(text.substring(PREFIX.length()));
  }

  /** The digest of these bytes. */
  public static Digest of(byte[] content) {
    return new Digest(HexFormat.of().formatHex(sha256().digest(content)));
  }

  /** The digest that a finished SHA-256 computation gives. */
  public static Digest finish(MessageDigest computation) {
    return new Digest(HexFormat.of().formatHex(computation.digest()));
  }

  /** A SHA-256 computation to feed. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /** The first digits, enough to tell one from another on a screen. */
  public String shortForm() {
    return hex.substring(0, SHORT);
  }

  @Override
  public int compareTo(Digest other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return PREFIX + hex;
  }
}
