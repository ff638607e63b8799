package dev.keelson.runtime.image.registry;

import java.io.IOException;
import java.time.Duration;

/** A failure that another try may mend. */
final class RegistryException extends IOException {
  private final Duration retryAfter;

  RegistryException(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /** How long the registry asked to be left alone. */
  Duration retryAfter() {
    return retryAfter;
  }
}
