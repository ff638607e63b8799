package dev.keelson.runtime.source;

import dev.keelson.runtime.time.Timers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** The manifest directory, watched: tells what it asks for at the start and after every change. */
@SuppressWarnings("DoNotCallSuggester")
public final class ManifestDirectory implements AutoCloseable {
  private ManifestDirectory() {}

  /**
   * Begins to watch.
   *
   * @param rescan how often the directory is read though nothing was noticed
   * @param sink told on a thread of the source's; first before this method returns
   */
  public static ManifestDirectory start(
      Path directory, String nodeName, Duration rescan, Timers timers, Consumer<DesiredPods> sink) {
    throw new UnsupportedOperationException("being written");
  }

  /** Ends the watching; nothing is told any more. Idempotent. */
  @Override
  public void close() {}
}
