package dev.keelson.e2e.guest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Programs of this machine. */
final class Programs {
  private static final int LAST_WORDS = 1000;

  private Programs() {}

  /** Runs one that has to succeed. */
  static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status != 0) {
      String end = said.substring(Math.max(0, said.length() - LAST_WORDS)).strip();
      throw new GuestException(
          "%s ended with status %d: %s".formatted(String.join(" ", command), status, end));
    }
  }
}
