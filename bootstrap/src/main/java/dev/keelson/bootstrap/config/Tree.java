package dev.keelson.bootstrap.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** A document's values, each with its place; from a file or from flags. */
sealed interface Tree {
  Place place();

  /** How a person would name this kind of value. */
  String kind();

  /** One value. */
  record Scalar(Place place, String text, Type type) implements Tree {
    @Override
    public String kind() {
      return type.words();
    }
  }

  /** What a scalar says it is. */
  enum Type {
    STRING("a string"),
    INTEGER("a number"),
    FLOAT("a number"),
    BOOLEAN("a boolean"),
    NULL("null");

    private final String words;

    Type(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** A list. */
  record Sequence(Place place, List<Tree> items) implements Tree {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Fields by name, in the order written. */
  record Mapping(Place place, SequencedMap<String, Tree> fields) implements Tree {
    public Mapping {
      fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
    }

    @Override
    public String kind() {
      return "a mapping";
    }

    /** These fields with those of {@code over} laid over them. */
    Mapping overlay(Mapping over) {
      var merged = new LinkedHashMap<>(fields);
      over.fields.forEach((name, value) ->
          merged.merge(
              name,
              value,
              (below, above) ->
                  below instanceof Mapping b && above instanceof Mapping a ? b.overlay(a) : above));
      return new Mapping(place, merged);
    }
  }
}
