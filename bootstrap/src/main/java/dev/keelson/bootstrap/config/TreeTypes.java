package dev.keelson.bootstrap.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Takes a tree for the type that is expected of it; another type is a problem. */
record TreeTypes(Problems problems) {
  private static final Set<String> TRUE = Set.of("true", "yes", "on", "y");

  static boolean isNull(Tree tree) {
    return tree instanceof Tree.Scalar scalar && scalar.type() == Tree.Type.NULL;
  }

  static boolean isEmpty(Tree tree) {
    return switch (tree) {
      case Tree.Mapping child -> child.fields().isEmpty();
      case Tree.Sequence sequence -> sequence.items().isEmpty();
      case Tree.Scalar _ -> false;
    };
  }

  List<Tree> items(Optional<Tree> list) {
    return list.flatMap(
            tree -> {
              if (tree instanceof Tree.Sequence sequence) {
                return Optional.of(sequence.items());
              }
              return wrong(tree, "a list");
            })
        .orElse(List.of());
  }

  Optional<Tree.Mapping> asMapping(Tree tree) {
    return tree instanceof Tree.Mapping child ? Optional.of(child) : wrong(tree, "a mapping");
  }

  Optional<Located<String>> asText(Tree tree) {
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

  Optional<Located<Boolean>> asBoolean(Tree tree) {
    return scalar(tree, Tree.Type.BOOLEAN, "true or false")
        .map(text ->
            new Located<>(text.place(), TRUE.contains(text.value().toLowerCase(Locale.ROOT))));
  }

  Optional<Located<Integer>> asInteger(Located<String> text) {
    try {
      return Optional.of(new Located<>(text.place(), Integer.decode(text.value())));
    } catch (NumberFormatException e) {
      problems.add(text.place(), "%s is not an integer that fits here", text.value());
      return Optional.empty();
    }
  }

  Optional<Located<String>> scalar(Tree tree, Tree.Type type, String words) {
    return tree instanceof Tree.Scalar scalar && scalar.type() == type
        ? Optional.of(new Located<>(tree.place(), scalar.text()))
        : wrong(tree, words);
  }

  private <T> Optional<T> wrong(Tree tree, String expected) {
    problems.add(tree.place(), "this is %s where %s is expected", tree.kind(), expected);
    return Optional.empty();
  }
}
