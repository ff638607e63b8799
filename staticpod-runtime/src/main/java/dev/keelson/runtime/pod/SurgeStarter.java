package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.rollout.PortSteering;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins surges, and has a pod recreated where there cannot be two. Used by the worker alone. */
final class SurgeStarter {
  private static final Logger LOG = LoggerFactory.getLogger(SurgeStarter.class);

  private final PodServices services;
  private final Runnable wake;

  SurgeStarter(PodServices services, Runnable wake) {
    this.services = services;
    this.wake = wake;
  }

  /** One that has not begun. */
  Surge of(PodLifecycle predecessor, PodLifecycle successor, PortSteering steering) {
    return new Surge(predecessor, successor, steering, services, wake);
  }

  /** Begins one; empty where the pod is asked to stop in its place. */
  Optional<Surge> begin(PodLifecycle pod, Want want, PortSteering steering) {
    PodManifest manifest = want.manifest().orElseThrow();
    Optional<String> obstacle =
        pod.alive()
            ? obstacle(pod, manifest, steering)
            : Optional.of("nothing of the running pod runs");
    if (obstacle.isPresent()) {
      recreate(pod, want, obstacle.get());
      return Optional.empty();
    }
    Surge begun = of(pod, new PodLifecycle(manifest, services, wake), steering);
    begun.begin();
    return Optional.of(begun);
  }

  private Optional<String> obstacle(PodLifecycle pod, PodManifest next, PortSteering steering) {
    return services
        .rollout()
        .coexistence()
        .obstacle(pod.manifest(), next)
        .or(() -> services.hugePages().shortage(next).map(HugePageClaims.Shortage::obstacle))
        .or(() -> Surge.obstacle(pod, next, steering));
  }

  /** Asks the pod to stop; {@code why} it is no surge is said where one was asked for. */
  static void recreate(PodLifecycle pod, Want want, String why) {
    if (!why.isEmpty() && !pod.stopping()) {
      LOG.info("pod {} is recreated, not surged: {}", pod.manifest().fullName(), why);
      pod.events().normal("", "Recreating", "No surge is possible, so it is recreated: " + why);
    }
    pod.stop(want.most());
  }
}
