package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.rollout.PortHold;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a pod stopped whose successor starts once it is gone. Who connects meanwhile waits for the
 * successor where the manifest says so. Used by the worker alone.
 */
final class Recreation {
  private static final Logger LOG = LoggerFactory.getLogger(Recreation.class);

  private final PodServices services;
  private Optional<PortHold> hold = Optional.empty();

  Recreation(PodServices services) {
    this.services = services;
  }

  /**
   * Asks the pod to stop; where that was done before, the wish may have a shorter time.
   *
   * @param why it is no surge, though one was asked for; empty where none was
   */
  void begin(PodLifecycle pod, Want want, String why) {
    if (!pod.stopping()) {
      if (!why.isEmpty()) {
        LOG.info("pod {} is recreated, not surged: {}", pod.manifest().fullName(), why);
        pod.events().normal("", "Recreating", "No surge is possible, so it is recreated: " + why);
      }
      abandon();
      hold = want.manifest().flatMap(PodManifest::holdConnections).flatMap(t -> hold(pod, t));
    }
    pod.stop(want.most());
  }

  private Optional<PortHold> hold(PodLifecycle pod, Duration most) {
    String name = pod.manifest().fullName();
    if (!pod.manifest().spec().namespaces().network()) {
      LOG.info("pod {}: its ports are not the host's: connections to it are not held", name);
      return Optional.empty();
    }
    try {
      Optional<PortHold> begun =
          PortHold.begin(name, pod.processes(), services.rollout().migration(), most);
      LOG.info(
          "pod {}: {}",
          name,
          begun
              .map(h -> "who connects to ports " + h.ports() + " waits for the successor")
              .orElse("it shares no port, so who connects meanwhile is refused"));
      return begun;
    } catch (IOException | RuntimeException e) {
      LOG.info("pod {}: who connects meanwhile is refused: {}", name, e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Nobody waits any more: there is no successor to come, nobody here who would start it, or it
   * could not be started, maybe because it does not share its ports.
   */
  void abandon() {
    hold.ifPresent(PortHold::close);
    hold = Optional.empty();
  }
}
