package dev.keelson.runtime.pod;

import java.time.Duration;

/**
 * Told of every change, on a thread of the worker that made it; returns at once and never throws.
 */
public interface PodListener {
  /** The pod is new or its status changed. */
  void changed(PodSnapshot pod);

  /** The pod is gone, and all that belonged to it. */
  void removed(PodSnapshot last);

  /** Something happened. */
  void event(PodEvent event);

  /** A container was seen to have ended; told again by a runtime that finds it later. */
  default void ended(ContainerEnd end) {}

  /** A successor takes the place of its predecessor, beside which it runs. */
  default void handover(Handover handover) {}

  /**
   * A worker looked at its pod.
   *
   * @param operation the kubelet's word: {@code create}, {@code sync} or {@code kill}
   */
  default void worked(String operation, Duration took) {}
}
