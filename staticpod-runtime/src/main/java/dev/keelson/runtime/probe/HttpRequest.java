package dev.keelson.runtime.probe;

import dev.keelson.runtime.manifest.Action.Header;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The bytes of a probe's request, with the headers the kubelet sends unless the manifest's differ.
 */
final class HttpRequest {
  private HttpRequest() {}

  /**
   * The request.
   *
   * @param agent the program's name for {@code User-Agent}, its version left out
   */
  static byte[] of(URI uri, String target, String agent, List<Header> headers) {
    Map<String, Header> all = new LinkedHashMap<>();
    put(all, new Header("Host", uri.getAuthority()));
    put(all, new Header("User-Agent", agent + "/1.37"));
    put(all, new Header("Accept", "*/*"));
    headers.forEach(h -> put(all, h));
    put(all, new Header("Connection", "close"));
    var text = new StringBuilder("GET ").append(target).append(" HTTP/1.1\r\n");
    for (Header header : all.values()) {
      // An empty value takes a default header away.
      if (!header.value().isEmpty()) {
        text.append(header.name()).append(": ").append(header.value()).append("\r\n");
      }
    }
    return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void put(Map<String, Header> headers, Header header) {
    headers.put(header.name().toLowerCase(Locale.ROOT), header);
  }

  /** Path and query of a URI, as a request names them. */
  static String target(URI uri) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }
}
