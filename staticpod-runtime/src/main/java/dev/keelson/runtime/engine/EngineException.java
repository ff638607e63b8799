package dev.keelson.runtime.engine;

import org.jspecify.annotations.Nullable;

/**
 * A call of the engine that failed; the message is a sentence with what was tried, on what, and
 * what was seen.
 */
public class EngineException extends RuntimeException {
  public EngineException(String message) {
    super(message);
  }

  public EngineException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
