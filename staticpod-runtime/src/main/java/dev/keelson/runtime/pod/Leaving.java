package dev.keelson.runtime.pod;

import dev.keelson.runtime.time.Timers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pods of one full name that are on their way out, and the surge that is over once they are
 * gone. Used by the pod's worker alone.
 */
final class Leaving {
  private final List<Leaver> leavers = new ArrayList<>();
  private Optional<Surge> ending = Optional.empty();

  /** A pod that is asked to stop when that time, on the steady clock, has come. */
  private record Leaver(PodLifecycle pod, Instant from) {}

  /** Has the pod stopped. */
  void stop(PodLifecycle pod) {
    pod.stop(Optional.empty());
    add(pod);
  }

  /**
   * Has the pod stopped from then on, on the steady clock; what of it ends until then stays ended.
   */
  void stopFrom(PodLifecycle pod, Instant then) {
    pod.onTrial(true);
    leavers.add(new Leaver(pod, then));
  }

  /** Takes a pod that was asked to stop before. */
  void add(PodLifecycle pod) {
    leavers.add(new Leaver(pod, Instant.MIN));
  }

  /** Ends it when nobody is leaving any more. */
  void thenEnd(Surge over) {
    ending = Optional.of(over);
  }

  /** Whether nobody is leaving, and nothing is to be ended. */
  boolean isEmpty() {
    return leavers.isEmpty() && ending.isEmpty();
  }

  /** Goes on with it; says when to look again. */
  Optional<Instant> step(Want want, Timers timers) {
    Optional<Instant> next = Optional.empty();
    for (Leaver leaver : List.copyOf(leavers)) {
      next = PodContainers.earlier(next, step(leaver, want, timers));
    }
    if (leavers.isEmpty()) {
      ending.ifPresent(Surge::end);
      ending = Optional.empty();
    }
    return next;
  }

  private Optional<Instant> step(Leaver leaver, Want want, Timers timers) {
    PodLifecycle pod = leaver.pod();
    boolean due = want.manifest().isEmpty() || !timers.steady().isBefore(leaver.from());
    if (due) {
      pod.stop(want.most());
    }
    Optional<Instant> next = pod.step();
    if (pod.gone()) {
      leavers.remove(leaver);
      pod.close();
    }
    return due ? next : PodContainers.earlier(next, Optional.of(timers.shown(leaver.from())));
  }

  /** Stops looking after them. */
  void close() {
    leavers.stream().map(Leaver::pod).forEach(PodLifecycle::close);
  }
}
