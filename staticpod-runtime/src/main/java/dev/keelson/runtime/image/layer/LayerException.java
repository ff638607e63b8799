package dev.keelson.runtime.image.layer;

import java.io.IOException;

/** A layer that cannot be unpacked for what it holds; the message is a clause naming the entry. */
public final class LayerException extends IOException {
  LayerException(String entry, String reason) {
    super("entry \"" + entry + "\" " + reason);
  }
}
