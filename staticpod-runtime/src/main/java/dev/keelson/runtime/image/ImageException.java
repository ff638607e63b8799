package dev.keelson.runtime.image;

import org.jspecify.annotations.Nullable;

/**
 * An image that could not be had, found or removed; the message is a sentence with what was tried,
 * on which file or layer, what was seen and what to do.
 */
public final class ImageException extends RuntimeException {
  public ImageException(String message) {
    super(message);
  }

  public ImageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The same, thrown anew: with the stack of the thread that waited and this one as its cause. */
  public ImageException again() {
    return new ImageException(String.valueOf(getMessage()), this);
  }
}
