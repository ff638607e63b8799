package dev.keelson.templates.model;

import java.util.List;

/**
 * A variable of the container's environment.
 *
 * @param value empty when it comes from {@code sources}
 * @param sources none, or the one it comes from
 */
public record EnvironmentVariable(String name, String value, List<ValueSource> sources) {
  public EnvironmentVariable {
    sources = List.copyOf(sources);
  }
}
