package dev.keelson.runtime.probe;

/** Told by the probes of a container, on their threads; returns at once. */
public interface ProbeListener {
  /** The verdict is another now. */
  void changed();

  /**
   * A probe was tried.
   *
   * @param probe {@code startup}, {@code liveness} or {@code readiness}
   */
  void answered(String probe, ProbeResult result);

  /** A try that counts failed, or could not be made. */
  void unhealthy(String message);

  /** A try succeeded, and there is something to say about it. */
  void warning(String message);
}
