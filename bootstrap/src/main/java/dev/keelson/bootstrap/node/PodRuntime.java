package dev.keelson.bootstrap.node;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The port to whatever runs the node's static pods: keelson's runtime, reached over its socket, or
 * a double in tests. Pods are named as in their manifests, without the node's name.
 */
public interface PodRuntime {
  /** Starts the runtime where it does not run; returns once its local API answers. Idempotent. */
  void start();

  /** Whether the local API answers. */
  boolean running();

  /** Whether there is one at all: one that is just starting does not answer yet. */
  boolean exists();

  /** What the runtime says of that pod now; empty where it knows none. */
  Optional<PodObservation> observe(String pod);

  /**
   * Waits until that very revision of the pod runs and is ready.
   *
   * @return the last observation, ready or not; the caller decides
   */
  PodObservation await(String pod, String revision, Duration timeout) throws InterruptedException;

  /** Every pod the runtime knows. */
  List<PodObservation> pods();

  /**
   * Stops all pods for good, then the runtime; returns once nothing of them is left. What they keep
   * is about to be removed, so they get a short grace period. Idempotent.
   */
  void stopPodsAndExit(Duration timeout) throws InterruptedException;

  /**
   * One pod as seen.
   *
   * @param revision the revision that runs; empty while none does
   * @param ready every container ready, by its probes
   * @param reason one sentence of why it is not ready: exit code, last log lines, missing image;
   *     empty when ready
   */
  record PodObservation(
      String pod, String revision, boolean running, boolean ready, String reason) {}
}
