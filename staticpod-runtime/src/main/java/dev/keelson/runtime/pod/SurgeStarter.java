package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.rollout.PortSteering;
import java.util.Optional;

/** Begins surges; where there cannot be two, the pod is recreated. Used by the worker alone. */
final class SurgeStarter {
  private final PodServices services;
  private final Recreation recreation;
  private final Runnable wake;

  SurgeStarter(PodServices services, Recreation recreation, Runnable wake) {
    this.services = services;
    this.recreation = recreation;
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
      recreation.begin(pod, want, obstacle.get());
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
}
