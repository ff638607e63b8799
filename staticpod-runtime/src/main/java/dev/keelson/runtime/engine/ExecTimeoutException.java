package dev.keelson.runtime.engine;

import java.time.Duration;
import java.util.List;

/** A command in a container that had not ended in time; it has been killed. */
public final class ExecTimeoutException extends EngineException {
  public ExecTimeoutException(List<String> command, Duration timeout) {
    super(
        "command \""
            + String.join(" ", command)
            + "\" timed out after "
            + timeout.toMillis()
            + " ms");
  }
}
