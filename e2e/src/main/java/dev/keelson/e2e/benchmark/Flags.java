package dev.keelson.e2e.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The {@code --name=value} words of a benchmark's command line.
 *
 * @param values by name, the two hyphens included; those that were not given at their defaults
 */
public record Flags(Map<String, String> values) {

  public Flags {
    values = Map.copyOf(values);
  }

  /**
   * Reads a command line.
   *
   * @param defaults every flag there is
   * @throws IllegalArgumentException that names every word that is none of them
   */
  public static Flags parse(Map<String, String> defaults, List<String> arguments) {
    Map<String, String> values = new TreeMap<>(defaults);
    List<String> unknown = new ArrayList<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = argument.substring(0, Math.max(equals, 0));
      if (values.replace(name, argument.substring(equals + 1)) == null) {
        unknown.add(argument);
      }
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("not known: " + String.join(" ", unknown));
    }
    return new Flags(values);
  }

  /** A number, zero included. */
  public int number(String name) {
    String value = value(name);
    if (!value.matches("\\d{1,6}")) {
      throw new IllegalArgumentException(name + ": \"" + value + "\" is no number");
    }
    return Integer.parseInt(value);
  }

  /** A number of at least one. */
  public int positive(String name) {
    int number = number(name);
    if (number == 0) {
      throw new IllegalArgumentException(name + ": at least one is needed");
    }
    return number;
  }

  /** A number of seconds. */
  public Duration seconds(String name) {
    return Duration.ofSeconds(number(name));
  }

  /** Some of those words, with commas between them. */
  public Set<String> some(String name, Set<String> known) {
    Set<String> words = Set.of(value(name).split(",", -1));
    if (!known.containsAll(words)) {
      throw new IllegalArgumentException(name + " takes some of " + String.join(", ", known));
    }
    return words;
  }

  public Path path(String name) {
    return Path.of(value(name));
  }

  private String value(String name) {
    return values.getOrDefault(name, "");
  }
}
