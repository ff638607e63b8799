package dev.keelson.bootstrap.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads fields whose syntax recurs: paths, durations, alternative names, repositories. */
final class FieldChecks {
  private FieldChecks() {}

  static Optional<Path> absolutePath(Section section, String name) {
    return section.text(name).flatMap(text -> absolutePath(text, section.problems()));
  }

  static Optional<Path> absolutePath(Located<String> text, Problems problems) {
    return text.read(
        problems,
        value ->
            value.startsWith("/") && value.indexOf('\0') < 0
                ? Optional.of(Path.of(value).normalize())
                : Optional.empty(),
        text.value() + " is not an absolute path; begin it with /");
  }

  static Duration duration(Section section, String name, Duration otherwise) {
    return section
        .text(name)
        .flatMap(text ->
            text.read(
                section.problems(),
                value -> GoDuration.parse(value).filter(d -> d.isPositive()),
                text.value() + " is not a duration above zero, such as 4m or 8760h"))
        .orElse(otherwise);
  }

  static List<String> alternativeNames(List<Located<String>> names, Problems problems) {
    return names.stream()
        .filter(name ->
            holds(
                name,
                Names::isAlternativeName,
                "is no DNS name in lower case, no wildcard like *.example.org, and no IP address",
                problems))
        .map(Located::value)
        .toList();
  }

  static Optional<String> imageRepository(Section section, String name) {
    return valid(
        section,
        name,
        Names::isImageRepository,
        "is not an image repository such as registry.example.org:5000/mirror");
  }

  static Optional<String> imageTag(Section section, String name) {
    return valid(section, name, Names::isImageTag, "is not an image tag such as 3.7.0-0");
  }

  /** The text of that field; where it does not hold, a problem, and empty. */
  static Optional<String> valid(
      Section section, String name, Predicate<String> check, String otherwise) {
    return section
        .text(name)
        .filter(text -> holds(text, check, otherwise, section.problems()))
        .map(Located::value);
  }

  private static boolean holds(
      Located<String> text, Predicate<String> check, String otherwise, Problems problems) {
    boolean holds = check.test(text.value());
    if (!holds) {
      problems.add(text.place(), "%s %s", text.value(), otherwise);
    }
    return holds;
  }
}
