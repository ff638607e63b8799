package dev.keelson.runtime.manifest;

import java.util.List;
import java.util.stream.Collectors;

/** A manifest that is no pod this runtime can run; it carries all problems at once. */
public final class InvalidManifestException extends RuntimeException {
  private final transient List<ManifestProblem> problems;

  InvalidManifestException(String source, List<ManifestProblem> problems) {
    super(source + ": " + joined(problems));
    this.problems = List.copyOf(problems);
  }

  /** Every problem, in the order of the file. */
  public List<ManifestProblem> problems() {
    return problems;
  }

  /** All problems in one line, without the file's name. */
  public String summary() {
    return joined(problems);
  }

  private static String joined(List<ManifestProblem> problems) {
    return problems.stream().map(ManifestProblem::toString).collect(Collectors.joining("; "));
  }
}
