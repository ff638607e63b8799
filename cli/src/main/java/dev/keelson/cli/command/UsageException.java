package dev.keelson.cli.command;

import dev.keelson.bootstrap.failure.ExitStatus;
import dev.keelson.bootstrap.failure.KeelsonException;

/** A flag or argument that makes no sense. */
final class UsageException extends KeelsonException {
  UsageException(String message) {
    super(message, ExitStatus.CONFIGURATION);
  }
}
