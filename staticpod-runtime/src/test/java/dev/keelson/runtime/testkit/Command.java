package dev.keelson.runtime.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A program of this machine, run to its end; one that is not there fails the test in words. */
public final class Command {
  private Command() {}

  /** Its output; a status other than 0 fails. */
  public static String run(Path directory, String... words) {
    try {
      Process process =
          new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      if (status != 0) {
        throw new AssertionError(List.of(words) + " ended with " + status + ": " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(words[0] + " does not run here: install it", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while " + words[0] + " ran", e);
    }
  }
}
