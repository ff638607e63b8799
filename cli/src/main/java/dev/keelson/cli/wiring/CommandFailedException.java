package dev.keelson.cli.wiring;

import dev.keelson.bootstrap.failure.ExitStatus;
import dev.keelson.bootstrap.failure.KeelsonException;

/** A command that did not do what was asked, where no other exception says it. */
public final class CommandFailedException extends KeelsonException {
  CommandFailedException(String message) {
    super(message, ExitStatus.GENERAL);
  }
}
