package dev.keelson.bootstrap.config;

import java.nio.file.Path;

/** Reads KeelsonConfiguration and keelson's own flags. */
final class KeelsonReader {
  private static final String EMBEDDED = "embedded";

  private KeelsonReader() {}

  static KeelsonSpec read(Section section) {
    section.know("apiVersion", "kind");
    var engine =
        FieldChecks.valid(
            section,
            "engine",
            EMBEDDED::equals,
            "is not an engine that there is yet; the only one so far is " + EMBEDDED);
    var archives =
        section.texts("imageArchives").stream()
            .map(text -> path(text, section.problems()))
            .toList();
    var root = section.text("rootDir").map(text -> path(text, section.problems()));
    section.end();
    return new KeelsonSpec(engine.orElse(EMBEDDED), root.orElse(Path.of("/")), archives);
  }

  // A flag's path may be relative to the working directory; a file outlives that.
  private static Path path(Located<String> text, Problems problems) {
    return text.place().file().isEmpty()
        ? Path.of(text.value()).toAbsolutePath().normalize()
        : FieldChecks.absolutePath(text, problems).orElse(Path.of("/"));
  }
}
