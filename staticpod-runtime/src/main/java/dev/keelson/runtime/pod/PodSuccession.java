package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.rollout.Change;
import dev.keelson.runtime.rollout.Coexistence.Lead;
import dev.keelson.runtime.rollout.PortSteering;
import dev.keelson.runtime.rollout.Rejection;
import dev.keelson.runtime.rollout.RolloutRecord.Trial;
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
  private final Verdicts verdicts;
  private final Recreation recreation;
  private final SurgeStarter surges;
  private final Leaving leaving = new Leaving();
  private final ShownPod shown;
  private Optional<PodLifecycle> current = Optional.empty();
  private Optional<Surge> surge = Optional.empty();
  private Optional<Probation> probation = Optional.empty();

  PodSuccession(String fullName, PodServices services, Runnable wake) {
    this.services = services;
    this.wake = wake;
    this.shown = new ShownPod(services.listener());
    this.verdicts = new Verdicts(services.rollout().records(), fullName);
    this.recreation = new Recreation(services);
    this.surges = new SurgeStarter(services, recreation, wake);
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
    verdicts.recall();
    var adoption = new PodAdoption(services, wake, surges, verdicts, leaving);
    PodAdoption.Adopted adopted = adoption.adopt(newest, older, want.manifest());
    current = adopted.current();
    surge = adopted.surge();
    current.ifPresent(this::resumeTrial);
  }

  /** Where an earlier runtime ended in the midst of it. */
  private void resumeTrial(PodLifecycle pod) {
    verdicts.trial().ifPresent(trial -> resume(trial, pod));
  }

  private void resume(Trial trial, PodLifecycle pod) {
    if (trial.isOf(pod.manifest())) {
      probation = Optional.of(Probation.resume(pod, trial.before(), services, wake));
    } else {
      verdicts.forget();
    }
  }

  /** Stops the current pod; once it is gone another turn starts it anew. */
  void restart(Want want) {
    endProbation();
    verdicts.forget();
    current.ifPresent(pod -> recreation.begin(pod, want, ""));
  }

  /** Whether the current pod is on its way out, or there is none. */
  boolean stopping() {
    return current.map(PodLifecycle::stopping).orElse(true);
  }

  /** Does what can be done now and says when to look again. */
  Optional<Instant> turn(Want want) {
    Optional<Instant> next = leaving.step(want, services.timers());
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
      case Change.Keep _ -> verdicts.forget();
      case Change.Remove _ -> remove(pod, want);
      case Change.Recreate(String why) -> recreation.begin(pod, want, why);
      case Change.Surge(var ports) -> surge(pod, want, new PortSteering(ports));
    }
    if (surge.isPresent()) {
      return advance(surge.get(), want);
    }
    boolean replaced = want.manifest().filter(m -> !m.uid().equals(pod.uid())).isPresent();
    return replaced && pod.makesRoom() ? replace(pod, want) : step(pod, want);
  }

  /** What was decided holds over a shutdown of the node, not over the pod's removal. */
  private void remove(PodLifecycle pod, Want want) {
    if (want.most().isEmpty()) {
      verdicts.forget();
    }
    recreation.abandon();
    pod.stop(want.most());
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
        probation = Optional.empty();
        running.close();
        reject(running.before(), pod, why);
        current = Optional.empty();
        leaving.stop(pod);
        wake.run();
      }
    }
    return next;
  }

  private void endProbation() {
    if (probation.isPresent()) {
      probation.get().close();
      probation = Optional.empty();
      verdicts.forget();
    }
  }

  private void reject(PodManifest before, PodLifecycle pod, String why) {
    var rejection = new Rejection(before, pod.manifest(), why);
    verdicts.keep(rejection);
    LOG.info("pod {}: {}", pod.manifest().fullName(), rejection.sentence());
    pod.events().warning("", "SurgeRejected", pod.manifest().called() + ": " + why);
  }

  /** The successor starts first; what is left of the predecessor is removed in the next turn. */
  private Optional<Instant> replace(PodLifecycle pod, Want want) {
    pod.markSuperseded();
    shown.replace();
    leaving.add(pod);
    wake.run();
    return begin(want);
  }

  private Optional<Instant> begin(Want want) {
    verdicts.recall();
    PodManifest manifest = verdicts.standing(want.manifest().orElseThrow());
    var pod = new PodLifecycle(manifest, services, wake);
    current = Optional.of(pod);
    resumeTrial(pod);
    shown.begin();
    return step(pod, want);
  }

  private void surge(PodLifecycle pod, Want want, PortSteering steering) {
    boolean decided = pod.stopping() || verdicts.rejects(want.manifest().orElseThrow());
    if (!decided && (leaving.isEmpty() || !pod.alive())) {
      verdicts.forget();
      surge = surges.begin(pod, want, steering);
    }
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
        reject(running.predecessor().manifest(), successor, why);
        end(running);
        leaving.stop(successor);
      }
      case Surge.Outcome.Yields(Lead lead) -> {
        PodManifest before = running.predecessor().manifest();
        verdicts.keep(new Trial(before, successor.manifest()));
        running.giveWay();
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
    if (!pod.stopping() && pod.hasEnded()) {
      recreation.abandon();
    }
    PodSnapshot snapshot = pod.snapshot(told(want), verdicts.rejection());
    if (pod.gone()) {
      current = Optional.empty();
      pod.close();
      shown.remove(snapshot);
    } else {
      shown.show(snapshot);
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
      shown.show(current.get().snapshot(want.with(Stream.of(sentence)), verdicts.rejection()));
    }
  }

  /** The wish with what stands in its way. */
  private Want told(Want want) {
    Optional<String> trouble =
        surge
            .map(Surge::successor)
            .filter(s -> !s.problems().isEmpty())
            .map(s -> s.manifest().called() + ": " + s.problems());
    Optional<String> sentence = verdicts.rejection().map(Rejection::sentence);
    return want.with(Stream.concat(sentence.stream(), trouble.stream()));
  }

  /** Stops looking after them; what runs, runs on. */
  void close() {
    probation.ifPresent(Probation::close);
    current.ifPresent(PodLifecycle::close);
    surge.map(Surge::successor).ifPresent(PodLifecycle::close);
    leaving.close();
    recreation.abandon();
  }
}
