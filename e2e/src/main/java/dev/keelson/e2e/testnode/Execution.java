package dev.keelson.e2e.testnode;

import java.time.Duration;
import java.util.List;

/**
 * A command that has ended on a test node.
 *
 * @param status its exit status; 128 and the signal's number if a signal ended it
 * @param out all it wrote to standard output
 * @param err all it wrote to standard error
 * @param took from its start to its end
 */
public record Execution(List<String> command, int status, String out, String err, Duration took) {

  public Execution {
    command = List.copyOf(command);
  }

  /** Itself, if the command succeeded. */
  public Execution orFail() {
    if (status != 0) {
      throw new TestNodeException(toString());
    }
    return this;
  }

  @Override
  public String toString() {
    return "\"%s\" ended with status %d after %d ms%nstdout: %s%nstderr: %s"
        .formatted(String.join(" ", command), status, took.toMillis(), out, err);
  }
}
