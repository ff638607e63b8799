package dev.keelson.runtime.network;

import org.jspecify.annotations.Nullable;

/** A pod could not be attached to its network or detached from it; the message is a sentence. */
public final class NetworkException extends RuntimeException {
  NetworkException(String message) {
    super(message);
  }

  NetworkException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
