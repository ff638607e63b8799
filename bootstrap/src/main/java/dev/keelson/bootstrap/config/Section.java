package dev.keelson.bootstrap.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Reads the fields of one mapping by name and type. A field of another type is a problem; after
 * {@link #end} so is every field that nobody asked for. A field that is null counts as absent, as
 * it does for Kubernetes.
 */
final class Section {
  private static final Set<String> TRUE = Set.of("true", "yes", "on", "y");
  private final Tree.Mapping mapping;
  private final Problems problems;
  private final SequencedSet<String> asked = new LinkedHashSet<>();

  Section(Tree.Mapping mapping, Problems problems) {
    this.mapping = mapping;
    this.problems = problems;
  }

  Problems problems() {
    return problems;
  }

  Place place() {
    return mapping.place();
  }

  /** Where that field is written, or would be. */
  Place place(String name) {
    return get(name).map(Tree::place).orElseGet(() -> mapping.place().child(name));
  }

  boolean has(String name) {
    return get(name).isPresent();
  }

  /** Whether something stands there; an empty mapping or list, as kubeadm prints them, does not. */
  boolean isWritten(String name) {
    return get(name).filter(tree -> !isEmpty(tree)).isPresent();
  }

  /** A string that is not empty: Kubernetes takes an empty one for an absent one. */
  Optional<Located<String>> text(String name) {
    return verbatim(name).filter(text -> !text.value().isEmpty());
  }

  /** A string, empty or not. */
  Optional<Located<String>> verbatim(String name) {
    return get(name).flatMap(this::asText);
  }

  Optional<Located<Integer>> integer(String name) {
    return get(name)
        .flatMap(tree -> scalar(tree, Tree.Type.INTEGER, "an integer"))
        .flatMap(this::asInteger);
  }

  Optional<Located<Boolean>> bool(String name) {
    return get(name).flatMap(this::asBoolean);
  }

  List<Located<String>> texts(String name) {
    return items(name).stream().flatMap(item -> asText(item).stream()).toList();
  }

  /** Booleans by name. */
  SequencedMap<String, Located<Boolean>> bools(String name) {
    var bools = new LinkedHashMap<String, Located<Boolean>>();
    get(name)
        .flatMap(this::asMapping)
        .ifPresent(fields ->
            fields
                .fields()
                .forEach((key, value) -> asBoolean(value).ifPresent(b -> bools.put(key, b))));
    return bools;
  }

  /** The mapping of that name; without fields where there is none. */
  Section section(String name) {
    return get(name)
        .flatMap(this::asMapping)
        .map(child -> new Section(child, problems))
        .orElseGet(() -> empty(place(name), problems));
  }

  /** The mappings in the list of that name. */
  List<Section> sections(String name) {
    var sections = new ArrayList<Section>();
    for (var item : items(name)) {
      asMapping(item).ifPresent(child -> sections.add(new Section(child, problems)));
    }
    return sections;
  }

  /** Marks the field as known without reading it. */
  void know(String... names) {
    asked.addAll(List.of(names));
  }

  /** Reports every field that was not asked for. */
  void end() {
    mapping
        .fields()
        .forEach((name, value) -> {
          if (!asked.contains(name)) {
            problems.add(value.place(), unknown(name));
          }
        });
  }

  static Section empty(Place place, Problems problems) {
    return new Section(new Tree.Mapping(place, new LinkedHashMap<>()), problems);
  }

  private String unknown(String name) {
    return NearestWord.of(name, asked)
        .map(near -> "there is no such field here; did you mean " + near + "?")
        .orElse("there is no such field here; the fields are " + String.join(", ", asked));
  }

  private Optional<Tree> get(String name) {
    asked.add(name);
    return Optional.ofNullable(mapping.fields().get(name)).filter(tree -> !isNull(tree));
  }

  private static boolean isNull(Tree tree) {
    return tree instanceof Tree.Scalar scalar && scalar.type() == Tree.Type.NULL;
  }

  private static boolean isEmpty(Tree tree) {
    return switch (tree) {
      case Tree.Mapping child -> child.fields().isEmpty();
      case Tree.Sequence sequence -> sequence.items().isEmpty();
      case Tree.Scalar _ -> false;
    };
  }

  private List<Tree> items(String name) {
    return get(name)
        .flatMap(tree -> {
          if (tree instanceof Tree.Sequence sequence) {
            return Optional.of(sequence.items());
          }
          return wrong(tree, "a list");
        })
        .orElse(List.of());
  }

  private Optional<Tree.Mapping> asMapping(Tree tree) {
    return tree instanceof Tree.Mapping child ? Optional.of(child) : wrong(tree, "a mapping");
  }

  private Optional<Located<String>> asText(Tree tree) {
    if (tree instanceof Tree.Scalar scalar
        && scalar.type() != Tree.Type.STRING
        && scalar.type() != Tree.Type.NULL) {
      problems.add(
          tree.place(),
          "%s is %s where a string is expected; put it in quotes",
          scalar.text(),
          scalar.kind());
      return Optional.empty();
    }
    return scalar(tree, Tree.Type.STRING, "a string");
  }

  private Optional<Located<Boolean>> asBoolean(Tree tree) {
    return scalar(tree, Tree.Type.BOOLEAN, "true or false")
        .map(text ->
            new Located<>(text.place(), TRUE.contains(text.value().toLowerCase(Locale.ROOT))));
  }

  private Optional<Located<Integer>> asInteger(Located<String> text) {
    try {
      return Optional.of(new Located<>(text.place(), Integer.decode(text.value())));
    } catch (NumberFormatException e) {
      problems.add(text.place(), "%s is not an integer that fits here", text.value());
      return Optional.empty();
    }
  }

  private Optional<Located<String>> scalar(Tree tree, Tree.Type type, String words) {
    return tree instanceof Tree.Scalar scalar && scalar.type() == type
        ? Optional.of(new Located<>(tree.place(), scalar.text()))
        : wrong(tree, words);
  }

  private <T> Optional<T> wrong(Tree tree, String expected) {
    problems.add(tree.place(), "this is %s where %s is expected", tree.kind(), expected);
    return Optional.empty();
  }
}
