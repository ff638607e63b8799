package dev.keelson.bootstrap.config;

import java.util.Optional;
import java.util.function.Function;

/** A value and where it was written. */
record Located<T>(Place place, T value) {
  /** The same place with what the value says, or the problem that it says nothing. */
  <R> Optional<R> read(Problems problems, Function<T, Optional<R>> parser, String otherwise) {
    var read = parser.apply(value);
    if (read.isEmpty()) {
      problems.add(place, otherwise);
    }
    return read;
  }
}
