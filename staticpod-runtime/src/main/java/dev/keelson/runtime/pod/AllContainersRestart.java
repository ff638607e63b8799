package dev.keelson.runtime.pod;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts all containers of a pod anew, in its sandbox and with its volumes, when one of them has
 * ended so that a rule of its asks for it. As the kubelet's: no preStop hook is run, no back-off
 * waited for, and the init containers begin again. Used by the pod's worker alone.
 *
 * <pre>
 *   one has ended ─▶ the others killed ─▶ all removed, whoever asked for it last ─▶ started in order
 * </pre>
 *
 * Whoever asked is removed last, so that a runtime which finds it goes on with this.
 */
final class AllContainersRestart {
  /** The kubelet looks for ended containers once a second, which slows down an endless round. */
  private static final Duration ROUND = Duration.ofSeconds(1);

  private final PodContainers containers;
  private Instant notBefore = Instant.MIN;

  AllContainersRestart(PodContainers containers) {
    this.containers = containers;
  }

  /** One has asked for it, and not all are removed. */
  boolean underWay() {
    return containers.all().anyMatch(ContainerLifecycle::restartsAll);
  }

  /** Goes on with it; says when to look again, unless the end of a container wakes the worker. */
  Optional<Instant> step(Instant now) {
    if (now.isBefore(notBefore) && !notBefore.isAfter(now.plus(ROUND))) {
      return Optional.of(notBefore);
    }
    containers.all().forEach(ContainerLifecycle::kill);
    if (containers.anyRuns()) {
      return Optional.empty();
    }
    Stream.concat(
            containers.all().filter(c -> !c.restartsAll()),
            containers.all().filter(ContainerLifecycle::restartsAll))
        .toList()
        .forEach(ContainerLifecycle::startAnew);
    notBefore = now.plus(ROUND);
    return Optional.of(now);
  }
}
