package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.source.DesiredPods;
import dev.keelson.runtime.time.Timers;
import java.time.Duration;

/**
 * Makes the pods of the node equal what was desired last. Safe for any thread.
 *
 * <pre>
 *   start ── finds the pods an earlier runtime left, and touches none
 *     │
 *   apply ── adopts, starts, replaces and stops; again and again
 *     │
 *   close ── leaves the pods running      stopAll ── stops them, then close
 * </pre>
 */
@SuppressWarnings("DoNotCallSuggester")
public final class PodSupervisor implements AutoCloseable {
  private PodSupervisor() {}

  /**
   * Finds what runs already, from the engine's labels, and tells the listener of it.
   *
   * @param listener is told of every change, before or while {@link #apply} returns and later
   */
  public static PodSupervisor start(
      ContainerEngine engine, NodeSettings settings, Timers timers, PodListener listener) {
    throw new UnsupportedOperationException("being written");
  }

  /** Takes over what is wanted now; returns at once. The first call decides about orphans. */
  public void apply(DesiredPods desired) {
    throw new UnsupportedOperationException("being written");
  }

  /**
   * Stops every pod with its grace period, or with {@code most} where that is shorter, and returns
   * once all are gone. What is applied later is ignored.
   */
  public void stopAll(Duration most) throws InterruptedException {
    throw new UnsupportedOperationException("being written");
  }

  /** Ends the workers and leaves the pods as they are. Idempotent. */
  @Override
  public void close() {}
}
