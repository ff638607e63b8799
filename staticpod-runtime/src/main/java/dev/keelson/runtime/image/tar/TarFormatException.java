package dev.keelson.runtime.image.tar;

import java.io.IOException;

/** A stream that is not the archive it should be; the message is a clause saying how. */
public final class TarFormatException extends IOException {
  public TarFormatException(String message) {
    super(message);
  }

  public TarFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
