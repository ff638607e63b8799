package dev.keelson.bootstrap.preflight;

import dev.keelson.bootstrap.failure.ExitStatus;
import dev.keelson.bootstrap.failure.KeelsonException;
import java.util.List;

/** The node is not fit for what was asked; nothing was changed. */
public final class PreflightException extends KeelsonException {
  private final transient List<String> problems;

  PreflightException(List<String> problems) {
    super(
        "the node is not ready for this:\n\t"
            + String.join("\n\t", problems)
            + "\nMend what is named, or list a check's name in --ignore-preflight-errors to go on"
            + " in spite of it",
        ExitStatus.PREFLIGHT);
    this.problems = List.copyOf(problems);
  }

  /** Every problem, each {@code [ERROR Name]: sentence}. */
  public List<String> problems() {
    return problems;
  }
}
