package dev.keelson.runtime.manifest;

import java.util.List;
import java.util.Map;

/**
 * {@code $(NAME)} expanded as Kubernetes does: {@code $$} is a dollar sign, and a name that is not
 * known stays as it is written.
 */
public final class Expansion {
  private Expansion() {}

  /** Each text with the values in it. */
  public static List<String> expand(List<String> texts, Map<String, String> values) {
    return texts.stream().map(t -> expand(t, values)).toList();
  }

  /** The text with the values in it. */
  public static String expand(String text, Map<String, String> values) {
    var out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != '$' || at + 1 == text.length()) {
        out.append(c);
        at++;
      } else {
        at = operator(text, at, values, out);
      }
    }
    return out.toString();
  }

  /** Appends what the dollar sign at that place begins and returns where the text goes on. */
  private static int operator(String text, int at, Map<String, String> values, StringBuilder out) {
    char next = text.charAt(at + 1);
    if (next == '$') {
      out.append('$');
      return at + 2;
    }
    int close = next == '(' ? text.indexOf(')', at) : -1;
    if (close < 0) {
      out.append('$').append(next);
      return at + 2;
    }
    String value = values.get(text.substring(at + 2, close));
    out.append(value == null ? text.substring(at, close + 1) : value);
    return close + 1;
  }
}
