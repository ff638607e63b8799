package dev.keelson.bootstrap.kubeconfig;

import dev.keelson.bootstrap.failure.ExitStatus;
import dev.keelson.bootstrap.failure.KeelsonException;
import java.util.List;

/** Kubeconfig files that cannot be used as they are; every problem at once, each a sentence. */
public final class KubeconfigException extends KeelsonException {
  private final transient List<String> problems;

  /** What is wrong, a sentence each; not empty. */
  public KubeconfigException(List<String> problems) {
    super(String.join("\n", problems), ExitStatus.GENERAL);
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, a sentence each. */
  public List<String> problems() {
    return problems;
  }
}
