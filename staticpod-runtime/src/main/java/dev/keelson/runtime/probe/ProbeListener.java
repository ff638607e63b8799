package dev.keelson.runtime.probe;

/** Told by the probes of a container, on their threads; returns at once. */
public interface ProbeListener {
  /** The verdict is another now. */
  void changed();

  /** A try that counts failed. */
  void unhealthy(String message);
}
