package dev.keelson.runtime.volume;

import org.jspecify.annotations.Nullable;

/** A volume that could not be set up or taken down; the message is a sentence. */
public final class VolumeException extends RuntimeException {
  VolumeException(String message) {
    super(message);
  }

  VolumeException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
