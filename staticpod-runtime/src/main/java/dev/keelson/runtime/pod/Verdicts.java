package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.rollout.Rejection;
import dev.keelson.runtime.rollout.RolloutRecord;
import dev.keelson.runtime.rollout.RolloutRecord.Trial;
import dev.keelson.runtime.rollout.RolloutRecords;
import java.util.Optional;

/**
 * What was decided of the successors under one full name, kept so that another runtime knows it.
 * Used by the pod's worker alone.
 */
final class Verdicts {
  private final RolloutRecords records;
  private final String fullName;
  private Optional<RolloutRecord> last = Optional.empty();
  private boolean recalled;

  Verdicts(RolloutRecords records, String fullName) {
    this.records = records;
    this.fullName = fullName;
  }

  /** Reads what an earlier runtime has decided, once, before anything is decided here. */
  void recall() {
    if (!recalled) {
      recalled = true;
      last = records.read(fullName);
    }
  }

  /** The trial that goes on, or went on when an earlier runtime ended. */
  Optional<Trial> trial() {
    return last.filter(Trial.class::isInstance).map(Trial.class::cast);
  }

  /** Who was sent away last, as long as that counts. */
  Optional<Rejection> rejection() {
    return last.filter(Rejection.class::isInstance).map(Rejection.class::cast);
  }

  /** Whether that pod was sent away. */
  boolean rejects(PodManifest manifest) {
    return rejection().filter(r -> r.isOf(manifest)).isPresent();
  }

  /** The pod to start: what is wanted, or what was good before, where that was sent away. */
  PodManifest standing(PodManifest wanted) {
    if (rejects(wanted)) {
      return rejection().orElseThrow().before();
    }
    if (rejection().isPresent()) {
      forget();
    }
    return wanted;
  }

  void keep(RolloutRecord decided) {
    last = Optional.of(decided);
    records.write(decided);
  }

  /** What was decided counts no longer. */
  void forget() {
    if (last.isPresent()) {
      last = Optional.empty();
      records.forget(fullName);
    }
  }
}
