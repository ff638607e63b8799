package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.ContainerConfig.Env;
import dev.keelson.runtime.manifest.ContainerSpec;
import dev.keelson.runtime.manifest.EnvVar;
import dev.keelson.runtime.manifest.PodFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A container's environment, and {@code $(NAME)} expanded from it as Kubernetes does: {@code $$} is
 * a dollar sign, and a name that is not known stays as it is written.
 */
final class Variables {
  private final SequencedMap<String, String> values = new LinkedHashMap<>();

  Variables(ContainerSpec container, PodFields fields) {
    for (EnvVar variable : container.env()) {
      String value = fields.value(variable, container);
      // A value sees the variables before it alone.
      values.put(variable.name(), variable instanceof EnvVar.Literal ? expand(value) : value);
    }
  }

  List<Env> environment() {
    return values.entrySet().stream().map(e -> new Env(e.getKey(), e.getValue())).toList();
  }

  List<String> expand(List<String> texts) {
    return texts.stream().map(this::expand).toList();
  }

  String expand(String text) {
    var out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != '$' || at + 1 == text.length()) {
        out.append(c);
        at++;
      } else {
        at = operator(text, at, out);
      }
    }
    return out.toString();
  }

  /** Appends what the dollar sign at that place begins and returns where the text goes on. */
  private int operator(String text, int at, StringBuilder out) {
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
    String name = text.substring(at + 2, close);
    String value = values.get(name);
    out.append(value == null ? text.substring(at, close + 1) : value);
    return close + 1;
  }
}
