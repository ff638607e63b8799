package dev.keelson.bootstrap.config;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong, so that a person hears all of it at once. */
final class Problems {
  private static final Comparator<ConfigProblem> BY_PLACE =
      Comparator.comparing(ConfigProblem::file)
          .thenComparingInt(ConfigProblem::line)
          .thenComparingInt(ConfigProblem::column);
  private final Set<ConfigProblem> found = new LinkedHashSet<>();

  void add(Place place, String sentence) {
    found.add(place.problem(sentence));
  }

  void add(Place place, String sentence, Object... values) {
    add(place, sentence.formatted(values));
  }

  List<ConfigProblem> all() {
    return found.stream().sorted(BY_PLACE).toList();
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidConfigException(all());
    }
  }
}
