package dev.keelson.bootstrap.revision;

import dev.keelson.bootstrap.failure.ExitStatus;
import dev.keelson.bootstrap.failure.KeelsonException;
import org.jspecify.annotations.Nullable;

/** What is kept of the revisions cannot be used: a damaged object, a record that is not one. */
public final class RevisionException extends KeelsonException {
  public RevisionException(String message, @Nullable Throwable cause) {
    super(message, ExitStatus.GENERAL, cause);
  }
}
