package dev.keelson.bootstrap.workflow;

import dev.keelson.bootstrap.failure.ExitStatus;
import dev.keelson.bootstrap.failure.KeelsonException;

/** A phase could not be done; its cause's sentence, with the phase named. */
public final class PhaseFailedException extends KeelsonException {
  private final transient PhasePath phase;

  PhaseFailedException(PhasePath phase, Throwable cause) {
    super(
        "phase " + phase + ": " + cause.getMessage(),
        cause instanceof KeelsonException k ? k.exitStatus() : ExitStatus.GENERAL,
        cause);
    this.phase = phase;
  }

  /** The phase that failed. */
  public PhasePath phase() {
    return phase;
  }
}
