package dev.keelson.runtime.image.registry;

import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a registry wants to be told who asks: its {@code WWW-Authenticate}. */
sealed interface Challenge {
  /** With name and password. */
  record Basic() implements Challenge {}

  /** With a token from another place. */
  record Bearer(String realm, String service, String scope) implements Challenge {}

  /** In a way that is not known here. */
  record Unknown(String header) implements Challenge {}

  /** The challenge of a response; of several, the token. */
  static Challenge of(HttpHeaders headers) {
    List<String> values = headers.allValues("WWW-Authenticate");
    Challenge found = new Unknown(String.join(", ", values));
    for (String value : values) {
      String scheme = value.strip().split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
      if (scheme.equals("bearer")) {
        return bearer(value);
      }
      if (scheme.equals("basic")) {
        found = new Basic();
      }
    }
    return found;
  }

  private static Bearer bearer(String value) {
    Map<String, String> parameters = new HashMap<>();
    Matcher matcher =
        Pattern.compile("([a-zA-Z_]+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s,\"]+))").matcher(value);
    while (matcher.find()) {
      String quoted = matcher.group(2);
      parameters.put(
          matcher.group(1).toLowerCase(Locale.ROOT), quoted != null ? quoted : matcher.group(3));
    }
    return new Bearer(
        parameters.getOrDefault("realm", ""),
        parameters.getOrDefault("service", ""),
        parameters.getOrDefault("scope", ""));
  }
}
