package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.network.NetworkException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Turns what a call throws into the engine's words. */
final class Calls {
  private Calls() {}

  /** Something that touches the machine. */
  interface Call<T> {
    T run() throws IOException, InterruptedException;
  }

  /** Runs it here; it may be interrupted. */
  static <T> T interruptibly(String what, Call<T> call) throws InterruptedException {
    try {
      return call.run();
    } catch (IOException | NetworkException e) {
      throw new EngineException(what + ": " + e.getMessage(), e);
    }
  }

  /**
   * Runs it to its end on a thread of its own whatever happens to the caller, so that an interrupt
   * never leaves half a container behind. Such calls take milliseconds.
   */
  static <T> T toTheEnd(String what, Call<T> call) {
    FutureTask<T> task = new FutureTask<>(() -> interruptibly(what, call));
    Thread.ofVirtual().name(what).start(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException _) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw asIs(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException asIs(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException exception
        ? exception
        : new EngineException("a call of the engine was cut off", cause);
  }
}
