package dev.keelson.bootstrap.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads environment variables: the Kubernetes {@code EnvVar}, as far as a static pod can have it.
 */
final class EnvVarReader {
  private EnvVarReader() {}

  static List<EnvVar> read(Section section, String name) {
    var variables = new ArrayList<EnvVar>();
    for (var item : section.sections(name)) {
      var variable = item.text("name");
      var value = item.verbatim("value").map(Located::value).orElse("");
      var source = source(item.section("valueFrom"));
      item.end();
      if (variable.isEmpty()) {
        item.problems().add(item.place("name"), "a variable needs a name");
      } else if (!value.isEmpty() && !source.isEmpty()) {
        item.problems().add(item.place("valueFrom"), "give value or valueFrom, not both");
      } else {
        variables.add(new EnvVar(variable.get().value(), value, source));
      }
    }
    return variables;
  }

  private static Map<String, Object> source(Section from) {
    var sources = new LinkedHashMap<String, Object>();
    put(sources, from, "fieldRef", Map.of("apiVersion", "v1"), "apiVersion", "fieldPath");
    put(
        sources,
        from,
        "resourceFieldRef",
        Map.of("divisor", "0"),
        "containerName",
        "divisor",
        "resource");
    for (var kind : List.of("configMapKeyRef", "secretKeyRef", "fileKeyRef")) {
      if (from.has(kind)) {
        from.problems()
            .add(from.place(kind), "a static pod cannot have this; give a value or a fieldRef");
      }
    }
    from.end();
    if (sources.size() > 1) {
      from.problems().add(from.place(), "a variable comes from one source, not from several");
    }
    return sources;
  }

  private static void put(
      Map<String, Object> sources,
      Section from,
      String kind,
      Map<String, String> defaults,
      String... names) {
    if (!from.has(kind)) {
      return;
    }
    var section = from.section(kind);
    Map<String, Object> fields = new LinkedHashMap<>(defaults);
    for (var name : names) {
      section.text(name).ifPresent(text -> fields.put(name, text.value()));
    }
    section.end();
    sources.put(kind, fields);
  }
}
