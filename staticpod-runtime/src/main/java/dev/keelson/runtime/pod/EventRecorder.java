package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.probe.ProbeResult;
import java.time.InstantSource;

/** Tells of events of one pod, in the kubelet's words. Safe for any thread. */
final class EventRecorder {
  private final PodManifest pod;
  private final InstantSource clock;
  private final PodListener listener;

  EventRecorder(PodManifest pod, InstantSource clock, PodListener listener) {
    this.pod = pod;
    this.clock = clock;
    this.listener = listener;
  }

  void normal(String container, String reason, String message) {
    tell("Normal", container, reason, message);
  }

  void warning(String container, String reason, String message) {
    tell("Warning", container, reason, message);
  }

  /** What is strange about a hook that did well: it was asked for in TLS and answered without. */
  void hook(ProbeResult result) {
    if (result instanceof ProbeResult.Success(String strange) && !strange.isEmpty()) {
      warning("", "LifecycleHTTPFallback", strange);
    }
  }

  private void tell(String type, String container, String reason, String message) {
    listener.event(
        new PodEvent(
            clock.instant(),
            type,
            reason,
            message,
            pod.namespace(),
            pod.name(),
            pod.uid(),
            container));
  }
}
