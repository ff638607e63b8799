package dev.keelson.runtime.probe;

import dev.keelson.runtime.manifest.Action;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;

/**
 * Where a request goes.
 *
 * @param scheme {@code http} or {@code https}, or what a redirect said instead
 * @param authority host and, mostly, port
 * @param target path and query
 */
record HttpUrl(String scheme, String authority, String target) {
  private static final int LAST_PORT = 65_535;

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

  /** Where a redirect from here leads. */
  HttpUrl resolve(String location) throws IOException {
    try {
      URI next = URI.create(toString()).resolve(RequestTarget.readable(location));
      String path =
          next.getRawPath() == null || next.getRawPath().isEmpty() ? "/" : next.getRawPath();
      String query = next.getRawQuery() == null ? "" : "?" + next.getRawQuery();
      return new HttpUrl(
          String.valueOf(next.getScheme()), String.valueOf(next.getRawAuthority()), path + query);
    } catch (IllegalArgumentException e) {
      throw new IOException("failed to parse Location header \"" + location + "\"", e);
    }
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
