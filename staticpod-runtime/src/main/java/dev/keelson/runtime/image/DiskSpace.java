package dev.keelson.runtime.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Tells a full disk from other failures. */
final class DiskSpace {
  /** Less than this and a write of one buffer may fail. */
  private static final long NOTHING = 1 << 16;

  private DiskSpace() {}

  /** By the reason given, or by looking: the C library translates its reasons. */
  static boolean isExhausted(Path directory, IOException failure) {
    String reason = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (reason.contains("no space left") || reason.contains("quota exceeded")) {
      return true;
    }
    try {
      return Files.getFileStore(directory).getUsableSpace() < NOTHING;
    } catch (IOException _) {
      return false;
    }
  }
}
