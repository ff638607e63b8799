package dev.keelson.runtime.server;

import dev.keelson.runtime.api.RuntimeStatus;
import java.time.Duration;

/** What the local API asks of the runtime as a whole. */
public interface RuntimeView {
  /** The runtime as it is now. */
  RuntimeStatus status();

  /**
   * Stops every pod, each with its grace period; returns once nothing of them is left.
   *
   * @return false where the runtime was asked to end meanwhile, and did not wait
   */
  boolean stopPods(Duration most) throws InterruptedException;

  /** Has the pod of that full name stopped and started again; whether there is one. */
  boolean restartPod(String fullName);

  /** Has the process end soon; returns at once. */
  void requestStop();
}
