package dev.keelson.bootstrap.config;

import java.util.Map;

/**
 * One environment variable of a component: the Kubernetes {@code EnvVar}.
 *
 * @param value the literal value; empty when {@code valueFrom} is used
 * @param valueFrom the API's {@code valueFrom} object as parsed, empty for a literal value
 */
public record EnvVar(String name, String value, Map<String, Object> valueFrom) {
  public EnvVar {
    valueFrom = Map.copyOf(valueFrom);
  }

  /** A literal variable. */
  public static EnvVar of(String name, String value) {
    return new EnvVar(name, value, Map.of());
  }
}
