package dev.keelson.bootstrap.node;

import dev.keelson.bootstrap.failure.ExitStatus;
import dev.keelson.bootstrap.failure.KeelsonException;

/** Something waited for did not come; the message says what was last seen of it. */
public final class NotReadyException extends KeelsonException {
  public NotReadyException(String message) {
    super(message, ExitStatus.GENERAL);
  }
}
