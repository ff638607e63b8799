package dev.keelson.bootstrap.desired;

import dev.keelson.bootstrap.config.EnvVar;
import dev.keelson.templates.model.EnvironmentVariable;
import dev.keelson.templates.model.ValueSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A component's variables by name; a later one replaces an earlier one of its name. */
final class Environments {
  private Environments() {}

  static List<EnvironmentVariable> of(List<EnvVar> variables) {
    var byName = new TreeMap<String, EnvironmentVariable>();
    for (var variable : variables) {
      byName.put(
          variable.name(),
          new EnvironmentVariable(
              variable.name(), variable.value(), sources(variable.valueFrom())));
    }
    return List.copyOf(byName.values());
  }

  private static List<ValueSource> sources(Map<String, Object> valueFrom) {
    var sources = new ArrayList<ValueSource>();
    new TreeMap<>(valueFrom)
        .forEach((kind, source) -> {
          if (source instanceof Map<?, ?> fields) {
            sources.add(new ValueSource(kind, fields(fields)));
          }
        });
    return sources;
  }

  private static List<ValueSource.Field> fields(Map<?, ?> fields) {
    var sorted = new TreeMap<String, Object>();
    fields.forEach((name, value) -> sorted.put(String.valueOf(name), value));
    return sorted.entrySet().stream()
        .map(field -> new ValueSource.Field(field.getKey(), field.getValue()))
        .toList();
  }
}
