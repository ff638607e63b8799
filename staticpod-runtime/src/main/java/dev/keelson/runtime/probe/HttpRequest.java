package dev.keelson.runtime.probe;

import dev.keelson.runtime.manifest.Action.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The headers of a manifest's request as the kubelet sends them: names in their canonical form and
 * in order, several of one name side by side, {@code User-Agent} and {@code Accept} added where the
 * manifest has none and left out where it has an empty one.
 */
final class HttpRequest {
  private static final String AGENT = "User-Agent";
  private static final String ACCEPT = "Accept";
  private static final String CONNECTION = "Connection";

  /** Said before all others, or not to be said by a manifest. */
  private static final Set<String> NOT_LISTED =
      Set.of("Host", AGENT, "Content-Length", "Transfer-Encoding", "Trailer");

  /** What HTTP/2 forbids. */
  private static final Set<String> OF_HTTP1 =
      Set.of(CONNECTION, "Keep-Alive", "Proxy-Connection", "Upgrade", "Te");

  private final SortedMap<String, List<String>> headers = new TreeMap<>();
  private final String lastHeader;

  private HttpRequest(List<Header> given, String agent, String lastHeader) {
    given.forEach(
        h -> headers.computeIfAbsent(canonical(h.name()), _ -> new ArrayList<>()).add(h.value()));
    headers.putIfAbsent(AGENT, List.of(agent + "/1.37"));
    headers.putIfAbsent(ACCEPT, List.of("*/*"));
    if (first(ACCEPT).isEmpty()) {
      headers.remove(ACCEPT);
    }
    this.lastHeader = lastHeader;
  }

  /** As probes ask: the connection is not used again, and the answer is not to be compressed. */
  static HttpRequest ofProbe(List<Header> given) {
    return new HttpRequest(given, "kube-probe", "Connection: close");
  }

  /** As lifecycle hooks do. */
  static HttpRequest ofHook(List<Header> given) {
    return new HttpRequest(given, "kube-lifecycle", "Accept-Encoding: gzip");
  }

  /** The same without credentials. */
  HttpRequest withoutAuthorization() {
    List<Header> others = new ArrayList<>();
    headers.forEach((name, values) -> values.forEach(v -> others.add(new Header(name, v))));
    others.removeIf(h -> h.name().equals("Authorization"));
    if (!headers.containsKey(ACCEPT)) {
      others.add(new Header(ACCEPT, "")); // It stays left out.
    }
    return new HttpRequest(others, "", lastHeader);
  }

  /** What {@code Host} is to be where the manifest says; empty where it does not. */
  String host() {
    return first("Host");
  }

  private String first(String name) {
    return headers.getOrDefault(name, List.of("")).getFirst();
  }

  /**
   * The bytes of it.
   *
   * @param host overrides the URL's; empty where it does not
   * @param referer where a redirect came from; empty without one
   */
  byte[] bytes(HttpUrl url, String host, String referer) {
    var text = new StringBuilder("GET ").append(url.target()).append(" HTTP/1.1\r\n");
    line(text, "Host", valid(host.isEmpty() ? url.authority() : host));
    if (!first(AGENT).isEmpty()) {
      line(text, AGENT, first(AGENT));
    }
    SortedMap<String, List<String>> all = new TreeMap<>(headers);
    if (!referer.isEmpty() && first("Referer").isEmpty()) {
      all.put("Referer", List.of(referer));
    }
    all.keySet().removeAll(NOT_LISTED);
    all.forEach((name, values) -> values.forEach(v -> line(text, name, v)));
    if (!saysItself()) {
      text.append(lastHeader).append("\r\n");
    }
    return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The same in HTTP/2, which has fields of its own for what is asked of whom. */
  SequencedMap<String, String> fields(HttpUrl url, String host, String referer) {
    var fields = new LinkedHashMap<String, String>();
    fields.put(":method", "GET");
    fields.put(":scheme", url.scheme());
    fields.put(":path", url.target());
    fields.put(":authority", valid(host.isEmpty() ? url.authority() : host));
    if (!first(AGENT).isEmpty()) {
      fields.put("user-agent", first(AGENT));
    }
    if (!referer.isEmpty() && first("Referer").isEmpty()) {
      fields.put("referer", referer);
    }
    headers.forEach((name, values) -> {
      if (!NOT_LISTED.contains(name) && !OF_HTTP1.contains(name)) {
        fields.put(name.toLowerCase(Locale.ROOT), String.join(", ", values));
      }
    });
    return fields;
  }

  /** Whether the manifest's own headers stand in for what would be added last. */
  private boolean saysItself() {
    if (!lastHeader.startsWith(CONNECTION)) {
      return !first("Accept-Encoding").isEmpty() || !first("Range").isEmpty();
    }
    String connection = first(CONNECTION).toLowerCase(Locale.ROOT);
    boolean upgrades = connection.contains("upgrade") && !first("Upgrade").isEmpty();
    return upgrades || List.of(connection.split("[, ]+")).contains("close");
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name)
        .append(": ")
        .append(value.replace('\n', ' ').replace('\r', ' ').strip())
        .append("\r\n");
  }

  /** A host that is none is not said. */
  private static String valid(String host) {
    return host.matches("[A-Za-z0-9!$%&'()*+,\\-.:;=\\[\\]_~]*") ? host : "";
  }

  /** The form in which Go's {@code net/http} writes a name: {@code X-Forwarded-For}. */
  private static String canonical(String name) {
    var text = new StringBuilder();
    boolean capital = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      text.append(capital ? Character.toUpperCase(c) : Character.toLowerCase(c));
      capital = c == '-';
    }
    return text.toString();
  }
}
