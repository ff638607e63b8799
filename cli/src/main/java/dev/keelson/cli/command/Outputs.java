package dev.keelson.cli.command;

import java.util.Arrays;

/** The values of {@code --output}. */
final class Outputs {
  private Outputs() {}

  /** Refuses a format that is not one of those; the empty one is the default. */
  static void require(String format, String... known) {
    if (!format.isEmpty() && !Arrays.asList(known).contains(format)) {
      throw new UsageException(
          "invalid output format: " + format + "; choose one of " + String.join(", ", known));
    }
  }
}
