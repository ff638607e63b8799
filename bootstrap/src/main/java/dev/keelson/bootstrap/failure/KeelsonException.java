package dev.keelson.bootstrap.failure;

import org.jspecify.annotations.Nullable;

/**
 * The base of every expected failure. Its message is one sentence: what was tried, on what, what
 * was seen, what to do; a person reads it as it is, so it holds no secret and no stack trace.
 */
public abstract class KeelsonException extends RuntimeException {
  private final transient ExitStatus exitStatus;

  protected KeelsonException(String message, ExitStatus exitStatus) {
    this(message, exitStatus, null);
  }

  protected KeelsonException(String message, ExitStatus exitStatus, @Nullable Throwable cause) {
    super(message, cause);
    this.exitStatus = exitStatus;
  }

  /** What the process exits with when nothing handles this failure. */
  public final ExitStatus exitStatus() {
    return exitStatus;
  }
}
