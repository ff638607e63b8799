package dev.keelson.bootstrap.pki;

import dev.keelson.bootstrap.failure.ExitStatus;
import dev.keelson.bootstrap.failure.KeelsonException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys or certificates that cannot be used as they are; every problem at once, each a sentence. */
public final class PkiException extends KeelsonException {
  private final transient List<String> problems;

  /** Several problems found together. */
  public PkiException(List<String> problems) {
    super(String.join("\n", problems), ExitStatus.GENERAL);
    this.problems = List.copyOf(problems);
  }

  /** One problem. */
  public PkiException(String problem) {
    this(List.of(problem));
  }

  /** One problem with what led to it. */
  public PkiException(String problem, @Nullable Throwable cause) {
    super(problem, ExitStatus.GENERAL, cause);
    this.problems = List.of(problem);
  }

  /** What is wrong, a sentence each. */
  public List<String> problems() {
    return problems;
  }
}
