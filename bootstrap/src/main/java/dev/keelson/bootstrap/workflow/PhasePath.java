package dev.keelson.bootstrap.workflow;

import java.util.List;
import java.util.stream.Stream;

/** The place of a phase in its workflow: {@code certs} or {@code certs/apiserver}. */
public record PhasePath(List<String> names) {
  public PhasePath {
    names = List.copyOf(names);
  }

  /** The path that flags and messages write so; a slash at either end is ignored. */
  public static PhasePath parse(String text) {
    return new PhasePath(Stream.of(text.split("/", -1)).filter(n -> !n.isEmpty()).toList());
  }

  /** The path of a phase inside this one. */
  public PhasePath child(String name) {
    return new PhasePath(Stream.concat(names.stream(), Stream.of(name)).toList());
  }

  /** Whether this is {@code other} or inside it. */
  public boolean within(PhasePath other) {
    return names.size() >= other.names.size()
        && names.subList(0, other.names.size()).equals(other.names);
  }

  @Override
  public String toString() {
    return String.join("/", names);
  }
}
