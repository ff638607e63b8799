package dev.keelson.runtime.pod;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pods of one full name that are on their way out, and the surge that is over once they are
 * gone. Used by the pod's worker alone.
 */
final class Leaving {
  private final List<PodLifecycle> pods = new ArrayList<>();
  private Optional<Surge> ending = Optional.empty();

  /** Has the pod stopped. */
  void stop(PodLifecycle pod) {
    pod.stop(Optional.empty());
    pods.add(pod);
  }

  /** Takes a pod that was asked to stop before. */
  void add(PodLifecycle pod) {
    pods.add(pod);
  }

  /** Ends it when nobody is leaving any more. */
  void thenEnd(Surge over) {
    ending = Optional.of(over);
  }

  /** Whether nobody is leaving, and nothing is to be ended. */
  boolean isEmpty() {
    return pods.isEmpty() && ending.isEmpty();
  }

  /** Goes on with it; says when to look again. */
  Optional<Instant> step(Want want) {
    Optional<Instant> next = Optional.empty();
    for (PodLifecycle pod : List.copyOf(pods)) {
      pod.stop(want.most());
      next = PodContainers.earlier(next, pod.step());
      if (pod.gone()) {
        pods.remove(pod);
        pod.close();
      }
    }
    if (pods.isEmpty()) {
      ending.ifPresent(Surge::end);
      ending = Optional.empty();
    }
    return next;
  }

  /** Stops looking after them. */
  void close() {
    pods.forEach(PodLifecycle::close);
  }
}
