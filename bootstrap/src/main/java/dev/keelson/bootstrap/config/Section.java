package dev.keelson.bootstrap.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * Reads the fields of one mapping by name and type. A field of another type is a problem; after
 * {@link #end} so is every field that nobody asked for. A field that is null counts as absent, as
 * it does for Kubernetes.
 */
final class Section {
  private final Tree.Mapping mapping;
  private final Problems problems;
  private final TreeTypes types;
  private final SequencedSet<String> asked = new LinkedHashSet<>();

  Section(Tree.Mapping mapping, Problems problems) {
    this.mapping = mapping;
    this.problems = problems;
    this.types = new TreeTypes(problems);
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
    return get(name).filter(tree -> !TreeTypes.isEmpty(tree)).isPresent();
  }

  /** A string that is not empty: Kubernetes takes an empty one for an absent one. */
  Optional<Located<String>> text(String name) {
    return verbatim(name).filter(text -> !text.value().isEmpty());
  }

  /** A string, empty or not. */
  Optional<Located<String>> verbatim(String name) {
    return get(name).flatMap(types::asText);
  }

  Optional<Located<Integer>> integer(String name) {
    return get(name)
        .flatMap(tree -> types.scalar(tree, Tree.Type.INTEGER, "an integer"))
        .flatMap(types::asInteger);
  }

  Optional<Located<Boolean>> bool(String name) {
    return get(name).flatMap(types::asBoolean);
  }

  List<Located<String>> texts(String name) {
    return types.items(get(name)).stream().flatMap(item -> types.asText(item).stream()).toList();
  }

  /** Booleans by name. */
  SequencedMap<String, Located<Boolean>> bools(String name) {
    var bools = new LinkedHashMap<String, Located<Boolean>>();
    get(name)
        .flatMap(types::asMapping)
        .ifPresent(fields ->
            fields
                .fields()
                .forEach((key, value) -> types.asBoolean(value).ifPresent(b -> bools.put(key, b))));
    return bools;
  }

  /** The mapping of that name; without fields where there is none. */
  Section section(String name) {
    return get(name)
        .flatMap(types::asMapping)
        .map(child -> new Section(child, problems))
        .orElseGet(() -> empty(place(name), problems));
  }

  /** The mappings in the list of that name. */
  List<Section> sections(String name) {
    var sections = new ArrayList<Section>();
    for (var item : types.items(get(name))) {
      types.asMapping(item).ifPresent(child -> sections.add(new Section(child, problems)));
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
    return Optional.ofNullable(mapping.fields().get(name)).filter(tree -> !TreeTypes.isNull(tree));
  }
}
