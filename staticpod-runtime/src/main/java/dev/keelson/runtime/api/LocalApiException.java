package dev.keelson.runtime.api;

import org.jspecify.annotations.Nullable;

/** The local API did not do what was asked; the message is a sentence with what was seen. */
public final class LocalApiException extends RuntimeException {
  private final int status;

  public LocalApiException(String message, int status, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** The HTTP status of the answer; 0 where nothing answered. */
  public int status() {
    return status;
  }
}
