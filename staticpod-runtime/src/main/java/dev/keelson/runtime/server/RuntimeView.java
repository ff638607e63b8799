package dev.keelson.runtime.server;

import dev.keelson.runtime.api.RuntimeStatus;

/** What the local API asks of the runtime as a whole. */
public interface RuntimeView {
  /** The runtime as it is now. */
  RuntimeStatus status();

  /**
   * Ends the runtime; returns when all is done but the ending of the process.
   *
   * @param pods stop every pod first
   */
  void shutdown(boolean pods) throws InterruptedException;
}
