package dev.keelson.runtime.config;

import java.nio.file.Path;
import java.util.List;

/** The runtime's configuration cannot be used; the message has every reason, one a line. */
public final class InvalidRuntimeConfigException extends RuntimeException {
  private final List<String> problems;

  public InvalidRuntimeConfigException(Path file, List<String> problems) {
    super("the runtime's configuration " + file + ": " + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence each. */
  public List<String> problems() {
    return problems;
  }
}
