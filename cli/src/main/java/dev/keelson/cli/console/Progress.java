package dev.keelson.cli.console;

import java.time.Duration;

/**
 * How a running workflow is shown: a live tree on a terminal, plain lines on a pipe, or one JSON
 * event a line. Paths are those of phases, {@code certs/apiserver}. Thread-safe; {@link #close()}
 * leaves the display as it is last seen.
 */
public interface Progress extends AutoCloseable {
  /** A phase begins. */
  void started(String path, String summary);

  /** A phase ended well. */
  void finished(String path, Duration took);

  /** A phase ended badly, and why. */
  void failed(String path, Duration took, String reason);

  /**
   * Whether each effect is shown, before and after; whoever does not show them is spared their
   * words.
   */
  default boolean showsEffects() {
    return false;
  }

  /** An effect begins, told as {@code write FILE}; it waits until this returns. */
  default void effectStarted(String effect) {}

  /** It was done. */
  default void effectFinished(String effect) {}

  /** Something worth a line while a phase runs. */
  void note(String path, String text);

  /** Something to look at that stops nothing. */
  void warning(String sentence);

  @Override
  void close();
}
