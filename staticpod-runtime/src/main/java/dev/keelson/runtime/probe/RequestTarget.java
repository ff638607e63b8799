package dev.keelson.runtime.probe;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * What a request asks a server for, made of a manifest's path as Go's {@code net/url} makes it: a
 * path that is well encoded goes as it is, any other is decoded and encoded anew.
 */
final class RequestTarget {
  private static final String KEPT = "-_.~$&+,/:;=@";
  private static final String VALID = KEPT + "!'()*[]";

  private RequestTarget() {}

  /**
   * Path and query of the request.
   *
   * @param given begins with a slash; a fragment is left out
   */
  static String of(String given) {
    boolean unreadable = given.chars().anyMatch(c -> c < ' ' || c == 0x7f);
    String path = before(before(given, '#'), '?');
    if (unreadable || !decodes(path)) {
      return encoded(given.getBytes(StandardCharsets.UTF_8));
    }
    String query = before(given, '#').substring(path.length());
    return (isValid(path) ? path : encoded(decoded(path))) + query;
  }

  /** Makes an address that somebody answered with one that can be read. */
  static String readable(String address) {
    var text = new StringBuilder();
    for (byte b : address.getBytes(StandardCharsets.UTF_8)) {
      boolean odd = b <= ' ' || b == 0x7f || "\"<>\\^`{|}".indexOf(b) >= 0;
      text.append(odd ? escape(b) : Character.toString(b));
    }
    return text.toString();
  }

  private static String before(String text, char end) {
    int at = text.indexOf(end);
    return at < 0 ? text : text.substring(0, at);
  }

  private static boolean isLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static boolean isValid(String path) {
    return path.chars().allMatch(c -> c == '%' || isLetterOrDigit(c) || VALID.indexOf(c) >= 0);
  }

  private static boolean decodes(String path) {
    for (int at = path.indexOf('%'); at >= 0; at = path.indexOf('%', at + 1)) {
      if (octet(path, at).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** What the two digits behind a percent sign mean. */
  private static OptionalInt octet(String path, int at) {
    if (at + 2 >= path.length()) {
      return OptionalInt.empty();
    }
    int high = Character.digit(path.charAt(at + 1), 16);
    int low = Character.digit(path.charAt(at + 2), 16);
    return high < 0 || low < 0 ? OptionalInt.empty() : OptionalInt.of(high * 16 + low);
  }

  private static byte[] decoded(String path) {
    var bytes = new ByteArrayOutputStream();
    for (int at = 0; at < path.length(); ) {
      int percent = path.indexOf('%', at);
      int plain = percent < 0 ? path.length() : percent;
      bytes.writeBytes(path.substring(at, plain).getBytes(StandardCharsets.UTF_8));
      if (percent >= 0) {
        bytes.write(octet(path, percent).orElseThrow());
      }
      at = percent < 0 ? path.length() : percent + 3;
    }
    return bytes.toByteArray();
  }

  private static String encoded(byte[] path) {
    var text = new StringBuilder();
    for (byte b : path) {
      boolean kept = isLetterOrDigit(b) || (b > 0 && KEPT.indexOf(b) >= 0);
      text.append(kept ? Character.toString(b) : escape(b));
    }
    return text.toString();
  }

  private static String escape(byte octet) {
    return "%%%02X".formatted(octet & 0xff);
  }
}
