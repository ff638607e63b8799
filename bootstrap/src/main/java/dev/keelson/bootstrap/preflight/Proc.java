package dev.keelson.bootstrap.preflight;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kernel's text files, some of which are not there on every machine. */
final class Proc {
  private Proc() {}

  /** The text, empty where the kernel does not have that file, or does not show it. */
  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException _) {
      return "";
    }
  }
}
