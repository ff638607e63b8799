package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.rollout.Change;
import dev.keelson.runtime.rollout.PortSteering;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pods that follow each other under one full name: the current one, the one that may take its
 * place, and those that are on their way out. Used by the pod's worker alone.
 */
final class PodSuccession {
  private static final Logger LOG = LoggerFactory.getLogger(PodSuccession.class);

  private final PodServices services;
  private final Runnable wake;
  private final List<PodLifecycle> leaving = new ArrayList<>();
  private Optional<PodLifecycle> current = Optional.empty();
  private Optional<Surge> surge = Optional.empty();
  private Optional<Surge> ending = Optional.empty();
  private Optional<Rejection> rejection = Optional.empty();
  private Optional<PodSnapshot> shown = Optional.empty();

  /** A successor that was sent away; it is tried again when the manifest says something else. */
  private record Rejection(String uid, String revision, String why) {
    boolean isOf(PodManifest manifest) {
      return uid.equals(manifest.uid()) && revision.equals(manifest.revision());
    }
  }

  PodSuccession(PodServices services, Runnable wake) {
    this.services = services;
    this.wake = wake;
  }

  boolean isEmpty() {
    return current.isEmpty() && leaving.isEmpty() && ending.isEmpty();
  }

  /**
   * Takes over what an earlier runtime left.
   *
   * @param older what may run beside it, where that runtime ended in the midst of a surge
   */
  void adopt(FoundPod newest, Optional<FoundPod> older, Want want) {
    PodLifecycle successor = adopted(newest);
    if (older.isEmpty()) {
      current = Optional.of(successor);
      return;
    }
    PodLifecycle predecessor = adopted(older.get());
    Change change = Change.of(predecessor.manifest(), Optional.of(successor.manifest()));
    if (change instanceof Change.Surge(var ports)) {
      adopt(new Surge(predecessor, successor, new PortSteering(ports), services), want);
    } else {
      current = Optional.of(successor);
      leave(predecessor);
    }
  }

  private void adopt(Surge found, Want want) {
    PodLifecycle successor = found.successor();
    if (found.predecessor().superseded()) {
      found.resume();
      current = Optional.of(successor);
      ending = Optional.of(found);
      leave(found.predecessor());
      return;
    }
    found.begin();
    current = Optional.of(found.predecessor());
    if (want.manifest().filter(m -> m.uid().equals(successor.uid())).isPresent()) {
      surge = Optional.of(found);
    } else {
      ending = Optional.of(found);
      leave(successor);
    }
  }

  private PodLifecycle adopted(FoundPod found) {
    var lifecycle = new PodLifecycle(found.manifest().orElseThrow(), services, wake);
    lifecycle.adopt(found);
    return lifecycle;
  }

  private void leave(PodLifecycle pod) {
    pod.stop(Optional.empty());
    leaving.add(pod);
  }

  /** Stops the current pod; once it is gone another turn starts it anew. */
  void restart() {
    current.ifPresent(pod -> pod.stop(Optional.empty()));
  }

  /** Whether the current pod is on its way out, or there is none. */
  boolean stopping() {
    return current.map(PodLifecycle::stopping).orElse(true);
  }

  /** Does what can be done now and says when to look again. */
  Optional<Instant> turn(Want want) {
    Optional<Instant> next = stepLeaving(want);
    if (current.isPresent()) {
      next = earlier(next, advance(current.get(), want));
    }
    if (current.isEmpty() && leaving.isEmpty() && want.manifest().isPresent()) {
      next = earlier(next, begin(want));
    }
    return next;
  }

  private Optional<Instant> stepLeaving(Want want) {
    Optional<Instant> next = Optional.empty();
    for (PodLifecycle pod : List.copyOf(leaving)) {
      pod.stop(want.most());
      next = earlier(next, pod.step());
      if (pod.gone()) {
        leaving.remove(pod);
        pod.close();
      }
    }
    if (leaving.isEmpty()) {
      ending.ifPresent(Surge::end);
      ending = Optional.empty();
    }
    return next;
  }

  private Optional<Instant> advance(PodLifecycle pod, Want want) {
    if (surge.isPresent()) {
      return advance(surge.get(), want);
    }
    switch (Change.of(pod.manifest(), want.manifest())) {
      case Change.Keep _ -> rejection = Optional.empty();
      case Change.Remove _ -> pod.stop(want.most());
      case Change.Recreate(String why) -> recreate(pod, want, why);
      case Change.Surge(var ports) -> surge(pod, want, new PortSteering(ports));
    }
    if (surge.isPresent()) {
      return advance(surge.get(), want);
    }
    boolean replaced = want.manifest().filter(m -> !m.uid().equals(pod.uid())).isPresent();
    return replaced && pod.makesRoom() ? replace(pod, want) : step(pod, want);
  }

  /** The successor starts first; what is left of the predecessor is removed in the next turn. */
  private Optional<Instant> replace(PodLifecycle pod, Want want) {
    pod.markSuperseded();
    shown.ifPresent(services.listener()::removed);
    leaving.add(pod);
    wake.run();
    return begin(want);
  }

  private Optional<Instant> begin(Want want) {
    var pod = new PodLifecycle(want.manifest().orElseThrow(), services, wake);
    current = Optional.of(pod);
    shown = Optional.empty();
    rejection = Optional.empty();
    return step(pod, want);
  }

  private static void recreate(PodLifecycle pod, Want want, String why) {
    if (!why.isEmpty() && !pod.stopping()) {
      LOG.info("pod {} is recreated, not surged: {}", pod.manifest().fullName(), why);
      pod.events().normal("", "Recreating", "No surge is possible, so it is recreated: " + why);
    }
    pod.stop(want.most());
  }

  private void surge(PodLifecycle pod, Want want, PortSteering steering) {
    PodManifest manifest = want.manifest().orElseThrow();
    if (pod.stopping() || rejection.filter(r -> r.isOf(manifest)).isPresent()) {
      return;
    }
    if (!pod.alive()) {
      recreate(pod, want, "nothing of the running pod runs");
    } else if (leaving.isEmpty()) {
      Optional<String> obstacle = Surge.obstacle(pod, steering);
      if (obstacle.isPresent()) {
        recreate(pod, want, obstacle.get());
      } else {
        rejection = Optional.empty();
        var successor = new PodLifecycle(manifest, services, wake);
        var begun = new Surge(pod, successor, steering, services);
        begun.begin();
        surge = Optional.of(begun);
      }
    }
  }

  private Optional<Instant> advance(Surge running, Want want) {
    PodLifecycle successor = running.successor();
    boolean wanted = want.manifest().filter(m -> isSame(m, successor.manifest())).isPresent();
    if (!wanted) {
      end(running, successor);
      return advance(running.predecessor(), want);
    }
    Optional<Instant> next = successor.step();
    switch (running.judge(next)) {
      case Surge.Outcome.Undecided(Optional<Instant> later) -> next = later;
      case Surge.Outcome.Rejected(String why) -> {
        PodManifest manifest = successor.manifest();
        rejection = Optional.of(new Rejection(manifest.uid(), manifest.revision(), why));
        successor
            .events()
            .warning("", "SurgeRejected", "Revision " + manifest.revision() + ": " + why);
        end(running, successor);
      }
      case Surge.Outcome.TookOver _ -> {
        current = Optional.of(successor);
        end(running, running.predecessor());
      }
    }
    return earlier(next, step(current.orElseThrow(), want));
  }

  private static boolean isSame(PodManifest a, PodManifest b) {
    return a.uid().equals(b.uid()) && a.revision().equals(b.revision());
  }

  private void end(Surge over, PodLifecycle loser) {
    surge = Optional.empty();
    ending = Optional.of(over);
    leave(loser);
    // The loser begins to stop in this turn.
    wake.run();
  }

  private Optional<Instant> step(PodLifecycle pod, Want want) {
    Optional<Instant> next = pod.step();
    PodSnapshot snapshot = pod.snapshot(told(want), rejection.map(Rejection::revision).orElse(""));
    if (pod.gone()) {
      current = Optional.empty();
      shown = Optional.empty();
      pod.close();
      services.listener().removed(snapshot);
    } else if (!shown.equals(Optional.of(snapshot))) {
      shown = Optional.of(snapshot);
      services.listener().changed(snapshot);
    }
    return next;
  }

  /** The wish with what stands in its way. */
  private Want told(Want want) {
    String obstacle =
        Stream.concat(
                rejection
                    .map(r -> "revision " + r.revision() + " was rejected: " + r.why())
                    .stream(),
                surge
                    .map(Surge::successor)
                    .filter(s -> !s.problems().isEmpty())
                    .map(s -> "revision " + s.manifest().revision() + ": " + s.problems())
                    .stream())
            .collect(Collectors.joining("; "));
    String problem =
        Stream.of(want.problem(), obstacle)
            .filter(p -> !p.isEmpty())
            .collect(Collectors.joining("; "));
    return new Want(want.manifest(), want.most(), problem);
  }

  private static Optional<Instant> earlier(Optional<Instant> a, Optional<Instant> b) {
    return Stream.of(a, b).flatMap(Optional::stream).min(Instant::compareTo);
  }

  /** Stops looking after them; what runs, runs on. */
  void close() {
    current.ifPresent(PodLifecycle::close);
    surge.map(Surge::successor).ifPresent(PodLifecycle::close);
    leaving.forEach(PodLifecycle::close);
  }
}
