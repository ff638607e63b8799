package dev.keelson.runtime.engine;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * A command that runs in a container, and its streams. Each stream is for one thread, which may
 * have to be a platform thread's for as long as it blocks.
 */
public interface ExecSession extends AutoCloseable {
  /** What the command reads; closing it is the end of its input, but for a terminal. */
  OutputStream stdin();

  /** What it prints; at its end once the command has ended. */
  InputStream stdout();

  /** What it complains of; at its end from the beginning where there is a terminal. */
  InputStream stderr();

  /** Changes the size of its terminal; without effect where it has none. */
  void resize(TerminalSize size);

  /** Waits for its end; its exit code. */
  int await() throws InterruptedException;

  /** Kills it where it still runs. Idempotent. */
  @Override
  void close();
}
