package dev.keelson.runtime.manifest;

import java.util.List;
import java.util.stream.Collectors;

/** A manifest that is no pod this runtime can run; it carries all problems at once. */
public final class InvalidManifestException extends RuntimeException {
  private final transient List<ManifestProblem> problems;

  InvalidManifestException(String source, List<ManifestProblem> problems) {
    super(
        source
            + ": "
            + problems.stream().map(ManifestProblem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** Every problem, in the order of the file. */
  public List<ManifestProblem> problems() {
    return problems;
  }
}
