package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.rollout.Change;
import dev.keelson.runtime.rollout.PortSteering;
import java.util.Optional;

/**
 * Takes over what an earlier runtime left of the pods under one full name, wherever it was ended.
 * Used by the pod's worker alone.
 *
 * @param leaving takes those that are to stop
 */
record PodAdoption(
    PodServices services, Runnable wake, SurgeStarter surges, Verdicts verdicts, Leaving leaving) {
  /**
   * What goes on.
   *
   * @param current empty where what was found is to stop
   * @param surge the one that is under way
   */
  record Adopted(Optional<PodLifecycle> current, Optional<Surge> surge) {
    private static Adopted pod(PodLifecycle current) {
      return new Adopted(Optional.of(current), Optional.empty());
    }
  }

  /**
   * Takes over the newest pod.
   *
   * @param older what may run beside it, where that runtime ended in the midst of a surge
   * @param wanted what the manifest says now; empty where there is none
   */
  Adopted adopt(FoundPod newest, Optional<FoundPod> older, Optional<PodManifest> wanted) {
    PodLifecycle successor = taken(newest);
    return older.isPresent()
        ? adopt(taken(older.get()), successor, wanted)
        : unlessItHasToGo(successor);
  }

  private Adopted adopt(
      PodLifecycle predecessor, PodLifecycle successor, Optional<PodManifest> wanted) {
    Change change = Change.of(predecessor.manifest(), Optional.of(successor.manifest()));
    if (change instanceof Change.Surge(var ports)) {
      return adopt(surges.of(predecessor, successor, new PortSteering(ports)), wanted);
    }
    leaving.stop(predecessor);
    return Adopted.pod(successor);
  }

  private Adopted adopt(Surge found, Optional<PodManifest> wanted) {
    PodLifecycle successor = found.successor();
    if (found.predecessor().superseded()) {
      found.resume();
      leaving.thenEnd(found);
      leaving.stop(found.predecessor());
      return unlessItHasToGo(successor);
    }
    found.begin();
    boolean goesOn =
        wanted.filter(m -> m.uid().equals(successor.uid())).isPresent()
            && !verdicts.rejects(successor.manifest());
    if (goesOn) {
      return new Adopted(Optional.of(found.predecessor()), Optional.of(found));
    }
    leaving.thenEnd(found);
    leaving.stop(successor);
    return Adopted.pod(found.predecessor());
  }

  private Adopted unlessItHasToGo(PodLifecycle pod) {
    boolean rejected = verdicts.rejects(pod.manifest());
    // Whether it failed or the machine was off is not to be told: it gets another start on trial.
    boolean anew = verdicts.trial().isPresent() && !pod.alive();
    if (rejected || anew) {
      leaving.stop(pod);
      return new Adopted(Optional.empty(), Optional.empty());
    }
    return Adopted.pod(pod);
  }

  private PodLifecycle taken(FoundPod found) {
    var lifecycle = new PodLifecycle(found.manifest().orElseThrow(), services, wake);
    lifecycle.adopt(found);
    return lifecycle;
  }
}
