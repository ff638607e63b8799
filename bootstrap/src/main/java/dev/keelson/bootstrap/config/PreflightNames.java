package dev.keelson.bootstrap.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The checks to ignore: the file's and the flags' together, in lower case, sorted. */
final class PreflightNames {
  private PreflightNames() {}

  static List<String> read(List<String> written, List<String> flags, Problems problems) {
    var names =
        Stream.concat(
                written.stream(), flags.stream().flatMap(value -> Stream.of(value.split(","))))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(name -> !name.isEmpty())
            .sorted()
            .distinct()
            .toList();
    if (names.contains("all") && names.size() > 1) {
      problems.add(
          Place.flag("--ignore-preflight-errors"),
          "all stands alone; drop it, or the others: %s",
          String.join(", ", names));
    }
    return names;
  }
}
