package dev.keelson.runtime;

import org.jspecify.annotations.Nullable;

/** The runtime cannot be started or stopped; the message says what was seen and what to do. */
public final class RuntimeStartException extends RuntimeException {
  public RuntimeStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
