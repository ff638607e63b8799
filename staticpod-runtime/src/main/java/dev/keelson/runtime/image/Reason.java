package dev.keelson.runtime.image;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Says in a clause what a failure to read or write a store was. */
final class Reason {
  /** With less than this free a write of one buffer may fail. */
  private static final long NOTHING = 1 << 16;

  private Reason() {}

  static String of(Path store, IOException failure) {
    if (isDiskFull(store, failure)) {
      return "the disk of the image store "
          + store
          + " is full; the store is as before: free some space, then try again";
    }
    return switch (failure) {
      case NoSuchFileException e -> "there is no " + e.getFile();
      case AccessDeniedException e -> "permission denied at " + e.getFile() + "; run it as root";
      case FileSystemException e when e.getReason() != null -> e.getFile() + ": " + e.getReason();
      default -> String.valueOf(failure.getMessage());
    };
  }

  /** By the words of the failure, or by looking: the C library translates its words. */
  private static boolean isDiskFull(Path store, IOException failure) {
    String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (words.contains("no space left") || words.contains("quota exceeded")) {
      return true;
    }
    try {
      return Files.getFileStore(store).getUsableSpace() < NOTHING;
    } catch (IOException _) {
      return false;
    }
  }
}
