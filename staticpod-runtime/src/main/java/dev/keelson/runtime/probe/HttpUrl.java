package dev.keelson.runtime.probe;

import dev.keelson.runtime.manifest.Action;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request goes.
 *
 * @param scheme {@code http} or {@code https}, or what a redirect said instead
 * @param authority host and, mostly, port
 * @param target path and query
 */
record HttpUrl(String scheme, String authority, String target) {
  private static final int LAST_PORT = 65_535;

  /** Scheme and authority, if there are any. */
  private static final Pattern HEAD = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*:)?(//[^/]*)?");

  static HttpUrl of(Action.HttpGet action, String host) {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return new HttpUrl(
        action.scheme().toLowerCase(Locale.ROOT),
        shown + ":" + action.port(),
        RequestTarget.of(action.path()));
  }

  /** The same, asked without TLS. */
  HttpUrl plain() {
    return new HttpUrl("http", authority, target);
  }

  /** Where a redirect from here leads. Queries, which Go takes as they are, are left aside. */
  HttpUrl resolve(String location) throws IOException {
    String reference = before(location, '#');
    String place = before(reference, '?');
    String query = RequestTarget.readable(reference.substring(place.length()));
    String here = before(target, '?');
    if (place.isEmpty()) {
      return new HttpUrl(scheme, authority, reference.isEmpty() ? target : here + query);
    }
    try {
      URI next = URI.create(readable(scheme + "://" + authority + here)).resolve(readable(place));
      String path =
          next.getRawPath() == null || next.getRawPath().isEmpty() ? "/" : next.getRawPath();
      return new HttpUrl(
          String.valueOf(next.getScheme()), String.valueOf(next.getRawAuthority()), path + query);
    } catch (IllegalArgumentException e) {
      throw new IOException("failed to parse Location header \"" + location + "\"", e);
    }
  }

  /** With brackets where {@link URI} takes them, in the authority alone. */
  private static String readable(String address) {
    String text = RequestTarget.readable(address);
    Matcher head = HEAD.matcher(text);
    int path = head.lookingAt() ? head.end() : 0;
    return text.substring(0, path) + text.substring(path).replace("[", "%5B").replace("]", "%5D");
  }

  private static String before(String text, char end) {
    int at = text.indexOf(end);
    return at < 0 ? text : text.substring(0, at);
  }

  /** Whether a redirect to that place names it without a host of its own. */
  static boolean isRelative(String location) {
    return !location.matches("[A-Za-z][A-Za-z0-9+.-]*:.*");
  }

  boolean isTls() {
    return scheme.equals("https");
  }

  /** The host, without brackets. */
  String host() {
    int colon = portColon();
    String host = colon < 0 ? authority : authority.substring(0, colon);
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  int port() throws IOException {
    int colon = portColon();
    if (colon < 0 || colon == authority.length() - 1) {
      return isTls() ? 443 : 80;
    }
    String port = authority.substring(colon + 1);
    if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > LAST_PORT) {
      throw new IOException("dial tcp: address " + port + ": invalid port");
    }
    return Integer.parseInt(port);
  }

  private int portColon() {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? colon : -1;
  }

  @Override
  public String toString() {
    return scheme + "://" + authority + target;
  }
}
