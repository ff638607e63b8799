package dev.keelson.e2e.guest;

import org.jspecify.annotations.Nullable;

/** A guest cannot be had, or does not do what it is asked; the message says what was seen. */
public final class GuestException extends RuntimeException {
  GuestException(String message) {
    this(message, null);
  }

  GuestException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
