package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.rollout.Coexistence.Lead;
import dev.keelson.runtime.rollout.Coexistence.Standing;
import dev.keelson.runtime.rollout.RolloutPolicy;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A successor that can do its work only now that its predecessor ends: it has to see the lead taken
 * and to stay ready for the settling time from then on, else its predecessor comes back. Used by
 * the pod's worker alone.
 */
final class Probation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Probation.class);

  private final PodLifecycle successor;
  private final PodManifest before;
  private final Lead lead;
  private final PodServices services;
  private final Instant deadline;
  private Optional<Instant> provenSince = Optional.empty();

  /**
   * Begins when the predecessor is asked to stop.
   *
   * @param before the predecessor
   */
  Probation(PodLifecycle successor, PodManifest before, Lead lead, PodServices services) {
    this.successor = successor;
    this.before = before;
    this.lead = lead;
    this.services = services;
    this.deadline =
        now().plus(before.spec().terminationGracePeriod()).plus(services.rollout().leading());
    successor.onTrial(true);
  }

  /**
   * Begins anew what an earlier runtime had begun; whoever leads may not be to be told any more.
   */
  static Probation resume(
      PodLifecycle successor, PodManifest before, PodServices services, Runnable wake) {
    Lead lead =
        services
            .rollout()
            .coexistence()
            .lead(before, services.logs(before.uid()), wake)
            .orElse(Lead.UNKNOWN);
    return new Probation(successor, before, lead, services);
  }

  /** What came of a step. */
  sealed interface Outcome {
    /** It is not decided yet. */
    record Undecided(Optional<Instant> next) implements Outcome {}

    /** The successor stays. */
    record Passed() implements Outcome {}

    /** The predecessor is to be started again. */
    record Failed(String why) implements Outcome {}
  }

  PodLifecycle successor() {
    return successor;
  }

  PodManifest before() {
    return before;
  }

  /** Looks how the successor is doing; it has just taken a step. */
  Outcome judge(Optional<Instant> next) {
    Instant now = now();
    boolean late = !now.isBefore(deadline);
    if (successor.hasEnded()) {
      return new Outcome.Failed(successor.problems());
    }
    if (!successor.ready() || !leads(late)) {
      provenSince = Optional.empty();
      return late
          ? new Outcome.Failed(successor.ready() ? notLed() : "not ready: " + successor.problems())
          : new Outcome.Undecided(PodContainers.earlier(next, shown(deadline)));
    }
    if (provenSince.isEmpty()) {
      provenSince = Optional.of(now);
      tell("SurgeLeads", called() + " has the lead");
    }
    Instant settled = provenSince.get().plus(policy().settling());
    return now.isBefore(settled)
        ? new Outcome.Undecided(PodContainers.earlier(next, shown(settled)))
        : passed();
  }

  private Outcome passed() {
    tell("SurgeTookOver", called() + " takes over");
    return new Outcome.Passed();
  }

  private void tell(String reason, String message) {
    LOG.info("pod {}: {}", successor.manifest().fullName(), message);
    successor.events().normal("", reason, message);
  }

  /** Whoever cannot be asked is no reason to go back. */
  private boolean leads(boolean late) {
    return switch (lead.standing()) {
      case Standing.TAKEN -> true;
      case Standing.UNKNOWN -> late;
      case Standing.OPEN -> false;
    };
  }

  private String notLed() {
    return "it did not take the lead within %d s".formatted(policy().leading().toSeconds());
  }

  private String called() {
    return successor.manifest().called();
  }

  private RolloutPolicy policy() {
    return services.rollout();
  }

  /** On the clock that nobody sets. */
  private Instant now() {
    return services.timers().steady();
  }

  private Optional<Instant> shown(Instant steady) {
    return Optional.of(services.timers().shown(steady));
  }

  /** Nobody asks any more: what ends is started again from now on. */
  @Override
  public void close() {
    successor.onTrial(false);
    lead.close();
  }
}
