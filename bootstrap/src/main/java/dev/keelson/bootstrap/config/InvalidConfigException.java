package dev.keelson.bootstrap.config;

import dev.keelson.bootstrap.failure.ExitStatus;
import dev.keelson.bootstrap.failure.KeelsonException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A configuration that is not valid, with every problem found in it; exit status 3. */
public final class InvalidConfigException extends KeelsonException {
  private final transient List<ConfigProblem> problems;

  InvalidConfigException(List<ConfigProblem> problems) {
    this(problems, null);
  }

  InvalidConfigException(ConfigProblem problem, Throwable cause) {
    this(List.of(problem), cause);
  }

  private InvalidConfigException(List<ConfigProblem> problems, @Nullable Throwable cause) {
    super(message(problems), ExitStatus.CONFIGURATION, cause);
    this.problems = List.copyOf(problems);
  }

  /** All problems, in the order of files and lines; at least one. */
  public List<ConfigProblem> problems() {
    return problems;
  }

  private static String message(List<ConfigProblem> problems) {
    if (problems.size() == 1) {
      return "the configuration is not valid: " + problems.getFirst();
    }
    return problems.stream()
        .map(problem -> "\n  " + problem)
        .collect(
            Collectors.joining(
                "", "the configuration is not valid, " + problems.size() + " problems:", ""));
  }
}
