package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.rollout.Change;
import dev.keelson.runtime.rollout.Coexistence.Lead;
import dev.keelson.runtime.rollout.PortSteering;
import java.time.Instant;
import java.util.Optional;
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
  private final Leaving leaving = new Leaving();
  private Optional<PodLifecycle> current = Optional.empty();
  private Optional<Surge> surge = Optional.empty();
  private Optional<Probation> probation = Optional.empty();
  private Optional<Rejection> rejection = Optional.empty();
  private Optional<PodSnapshot> shown = Optional.empty();

  PodSuccession(PodServices services, Runnable wake) {
    this.services = services;
    this.wake = wake;
  }

  boolean isEmpty() {
    return current.isEmpty() && leaving.isEmpty();
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
      adopt(surge(predecessor, successor, new PortSteering(ports)), want);
    } else {
      current = Optional.of(successor);
      leaving.stop(predecessor);
    }
  }

  private void adopt(Surge found, Want want) {
    PodLifecycle successor = found.successor();
    if (found.predecessor().superseded()) {
      found.resume();
      current = Optional.of(successor);
      leaving.thenEnd(found);
      leaving.stop(found.predecessor());
      return;
    }
    found.begin();
    current = Optional.of(found.predecessor());
    if (want.manifest().filter(m -> m.uid().equals(successor.uid())).isPresent()) {
      surge = Optional.of(found);
    } else {
      leaving.thenEnd(found);
      leaving.stop(successor);
    }
  }

  private PodLifecycle adopted(FoundPod found) {
    var lifecycle = new PodLifecycle(found.manifest().orElseThrow(), services, wake);
    lifecycle.adopt(found);
    return lifecycle;
  }

  /** Stops the current pod; once it is gone another turn starts it anew. */
  void restart() {
    endProbation();
    rejection = Optional.empty();
    current.ifPresent(pod -> pod.stop(Optional.empty()));
  }

  /** Whether the current pod is on its way out, or there is none. */
  boolean stopping() {
    return current.map(PodLifecycle::stopping).orElse(true);
  }

  /** Does what can be done now and says when to look again. */
  Optional<Instant> turn(Want want) {
    Optional<Instant> next = leaving.step(want, services.timers().instant());
    if (current.isPresent()) {
      next = PodContainers.earlier(next, advance(current.get(), want));
    }
    if (current.isEmpty() && leaving.isEmpty() && want.manifest().isPresent()) {
      next = PodContainers.earlier(next, begin(want));
    }
    return next;
  }

  private Optional<Instant> advance(PodLifecycle pod, Want want) {
    if (surge.isPresent()) {
      return advance(surge.get(), want);
    }
    if (probation.isPresent()) {
      return prove(probation.get(), want);
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

  /** It is the pod already, and has to show what it can do without its predecessor. */
  private Optional<Instant> prove(Probation running, Want want) {
    PodLifecycle pod = running.successor();
    if (want.manifest().filter(m -> isSame(m, pod.manifest())).isEmpty()) {
      endProbation();
      return advance(pod, want);
    }
    Optional<Instant> next = step(pod, want);
    switch (running.judge(next)) {
      case Probation.Outcome.Undecided(Optional<Instant> later) -> next = later;
      case Probation.Outcome.Passed _ -> endProbation();
      case Probation.Outcome.Failed(String why) -> {
        reject(new Rejection(pod.manifest(), why, Optional.of(running.before())), pod);
        endProbation();
        current = Optional.empty();
        leaving.stop(pod);
        wake.run();
      }
    }
    return next;
  }

  private void endProbation() {
    probation.ifPresent(Probation::close);
    probation = Optional.empty();
  }

  private void reject(Rejection sentence, PodLifecycle pod) {
    rejection = Optional.of(sentence);
    LOG.info("pod {}: {}", pod.manifest().fullName(), sentence.sentence());
    pod.events().warning("", "SurgeRejected", pod.manifest().called() + ": " + sentence.why());
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
    PodManifest wanted = want.manifest().orElseThrow();
    rejection = rejection.filter(r -> r.isOf(wanted) && r.before().isPresent());
    PodManifest manifest = rejection.flatMap(Rejection::before).orElse(wanted);
    var pod = new PodLifecycle(manifest, services, wake);
    current = Optional.of(pod);
    shown = Optional.empty();
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
      Optional<String> obstacle = obstacle(pod, manifest, steering);
      if (obstacle.isPresent()) {
        recreate(pod, want, obstacle.get());
      } else {
        rejection = Optional.empty();
        Surge begun = surge(pod, new PodLifecycle(manifest, services, wake), steering);
        begun.begin();
        surge = Optional.of(begun);
      }
    }
  }

  private Optional<String> obstacle(PodLifecycle pod, PodManifest next, PortSteering steering) {
    return services
        .rollout()
        .coexistence()
        .obstacle(pod.manifest(), next)
        .or(() -> services.hugePages().shortage(next).map(HugePageClaims.Shortage::obstacle))
        .or(() -> Surge.obstacle(pod, next, steering));
  }

  private Surge surge(PodLifecycle predecessor, PodLifecycle successor, PortSteering steering) {
    return new Surge(predecessor, successor, steering, services, wake);
  }

  private Optional<Instant> advance(Surge running, Want want) {
    PodLifecycle successor = running.successor();
    boolean wanted = want.manifest().filter(m -> isSame(m, successor.manifest())).isPresent();
    if (!wanted) {
      end(running);
      leaving.stop(successor);
      return advance(running.predecessor(), want);
    }
    Optional<Instant> next = successor.step();
    switch (running.judge(next)) {
      case Surge.Outcome.Undecided(Optional<Instant> later) -> next = later;
      case Surge.Outcome.Rejected(String why) -> {
        reject(new Rejection(successor.manifest(), why, Optional.empty()), successor);
        end(running);
        leaving.stop(successor);
      }
      case Surge.Outcome.Yielded(Lead lead) -> {
        PodManifest before = running.predecessor().manifest();
        probation = Optional.of(new Probation(successor, before, lead, services));
        current = Optional.of(successor);
        end(running);
        leaving.stop(running.predecessor());
      }
      case Surge.Outcome.TookOver(Instant drained) -> {
        current = Optional.of(successor);
        end(running);
        leaving.stopFrom(running.predecessor(), drained);
      }
    }
    return PodContainers.earlier(next, step(current.orElseThrow(), want));
  }

  private static boolean isSame(PodManifest a, PodManifest b) {
    return a.uid().equals(b.uid()) && a.revision().equals(b.revision());
  }

  private void end(Surge over) {
    surge = Optional.empty();
    leaving.thenEnd(over);
    // The loser begins to stop in this turn.
    wake.run();
  }

  private Optional<Instant> step(PodLifecycle pod, Want want) {
    Optional<Instant> next = pod.step();
    PodSnapshot snapshot = pod.snapshot(told(want), rejection);
    if (pod.gone()) {
      current = Optional.empty();
      shown = Optional.empty();
      pod.close();
      services.listener().removed(snapshot);
    } else {
      show(snapshot);
    }
    return next;
  }

  /** A turn could not be brought to its end: shown with the pod until one is. */
  void failed(RuntimeException failure, Want want) {
    Optional<PodManifest> pod = current.map(PodLifecycle::manifest).or(want::manifest);
    String sentence = "Error syncing pod: " + failure;
    pod.ifPresent(manifest ->
        new EventRecorder(manifest, services.timers(), services.listener())
            .warning("", "FailedSync", sentence));
    if (current.isPresent()) {
      show(current.get().snapshot(want.with(Stream.of(sentence)), rejection));
    }
  }

  private void show(PodSnapshot snapshot) {
    if (!shown.equals(Optional.of(snapshot))) {
      shown = Optional.of(snapshot);
      services.listener().changed(snapshot);
    }
  }

  /** The wish with what stands in its way. */
  private Want told(Want want) {
    Optional<String> trouble =
        surge
            .map(Surge::successor)
            .filter(s -> !s.problems().isEmpty())
            .map(s -> s.manifest().called() + ": " + s.problems());
    return want.with(Stream.concat(rejection.map(Rejection::sentence).stream(), trouble.stream()));
  }

  /** Stops looking after them; what runs, runs on. */
  void close() {
    endProbation();
    current.ifPresent(PodLifecycle::close);
    surge.map(Surge::successor).ifPresent(PodLifecycle::close);
    leaving.close();
  }
}
