package dev.keelson.runtime.pod;

import dev.keelson.runtime.linux.ProcessTree;
import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.rollout.Coexistence.Lead;
import dev.keelson.runtime.rollout.MemoryRoom;
import dev.keelson.runtime.rollout.PortSteering;
import dev.keelson.runtime.rollout.RolloutPolicy;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A successor beside its predecessor, from its first step until the predecessor is gone. Used by
 * the pod's worker alone.
 *
 * <pre>
 *   begin ─▶ not ready ─▶ settling ─▶ took over, or gives way ─▶ end
 *               └─── died, or late ───▶ rejected ─▶ end
 * </pre>
 */
final class Surge {
  private static final Logger LOG = LoggerFactory.getLogger(Surge.class);

  private final PodLifecycle predecessor;
  private final PodLifecycle successor;
  private final PortSteering steering;
  private final PodServices services;
  private final Runnable wake;
  private final Instant deadline;
  private Optional<Instant> readySince = Optional.empty();
  private boolean steered;
  private boolean migrating;

  Surge(
      PodLifecycle predecessor,
      PodLifecycle successor,
      PortSteering steering,
      PodServices services,
      Runnable wake) {
    this.predecessor = predecessor;
    this.successor = successor;
    this.steering = steering;
    this.services = services;
    this.wake = wake;
    this.deadline = now().plus(policy().deadline());
  }

  /** What came of a step. */
  sealed interface Outcome {
    /** It is not decided yet. */
    record Undecided(Optional<Instant> next) implements Outcome {}

    /**
     * The successor is the pod from now on.
     *
     * @param drained when, on the steady clock, the predecessor has answered what it had accepted
     *     and may stop
     */
    record TookOver(Instant drained) implements Outcome {}

    /**
     * The successor has proved what it can beside its predecessor, and the rest only once that has
     * ended: {@link #giveWay} is to be called.
     */
    record Yields(Lead lead) implements Outcome {}

    /** The predecessor stays. */
    record Rejected(String why) implements Outcome {}
  }

  /** Why there cannot be two at once now; empty when there can. */
  static Optional<String> obstacle(
      PodLifecycle predecessor, PodManifest next, PortSteering steering) {
    ProcessTree processes = predecessor.processes();
    try {
      Optional<String> memory =
          MemoryRoom.in(ResourceConfigs.cgroupParent(next)).lacksFor(processes.residentBytes());
      return memory.isPresent() ? memory : steering.obstacle(processes);
    } catch (IOException e) {
      // The kernel does not let us look; the successor will find out.
      LOG.info("pod {}: {}", predecessor.manifest().fullName(), e.getMessage());
      return Optional.empty();
    }
  }

  PodLifecycle predecessor() {
    return predecessor;
  }

  PodLifecycle successor() {
    return successor;
  }

  /** To be called before the successor's first step, and when a runtime finds both. */
  void begin() {
    successor.onTrial(true);
    tell("SurgeStarted", "Starting " + called() + " beside " + predecessor.manifest().called());
    share(() -> steering.keepWithPredecessor(predecessor.processes()));
  }

  /** For a runtime that finds the handover decided: what may not have been done is done again. */
  void resume() {
    tell(Handover.Stage.DECIDED);
    share(() -> steering.giveToSuccessor(predecessor.processes(), successor.processes()));
  }

  /** Tells the kernel who gets a new connection. */
  private interface Word {
    void say() throws IOException;
  }

  private void share(Word word) {
    if (!successor.manifest().spec().namespaces().network()) {
      // Each has all ports of an address of its own.
      return;
    }
    predecessor.sharesPorts(true, false);
    successor.sharesPorts(true, true);
    try {
      policy().migration().begin();
      migrating = true;
      note("connections that wait at a closing listener are handed on");
      word.say();
      steered = true;
      note("new connections are steered");
    } catch (IOException e) {
      cannotSteer(e);
    }
  }

  private void cannotSteer(IOException e) {
    tell(
        "SteeringUnavailable",
        "New connections are not steered, so a few may fail at the handover: " + e.getMessage());
  }

  /** Looks how the successor is doing; it has just taken a step. */
  Outcome judge(Optional<Instant> next) {
    Instant now = now();
    if (!predecessor.alive()) {
      tell("SurgePromoted", "The predecessor has ended; " + called() + " takes over");
      tell(Handover.Stage.DECIDED);
      return tookOver(now);
    }
    if (successor.hasEnded()) {
      return new Outcome.Rejected(successor.problems());
    }
    if (!successor.ready()) {
      readySince = Optional.empty();
      return now.isBefore(deadline)
          ? new Outcome.Undecided(PodContainers.earlier(next, shown(deadline)))
          : new Outcome.Rejected(
              "not ready within %d s: %s"
                  .formatted(policy().deadline().toSeconds(), successor.problems()));
    }
    if (readySince.isEmpty()) {
      readySince = Optional.of(now);
      tell(
          "SurgeSettling",
          "%s is ready, and takes over when it has stayed so for %d ms"
              .formatted(called(), policy().settling().toMillis()));
      tell(Handover.Stage.NEAR);
    }
    Instant settled = readySince.get().plus(policy().settling());
    return now.isBefore(settled)
        ? new Outcome.Undecided(PodContainers.earlier(next, shown(settled)))
        : stranger().<Outcome>map(Outcome.Rejected::new).orElseGet(this::takeOver);
  }

  private Optional<String> stranger() {
    try {
      return steering.stranger(both());
    } catch (IOException e) {
      // The kernel does not let us look: overlap goes on without.
      LOG.info("pod {}: {}", successor.manifest().fullName(), e.getMessage());
      return Optional.empty();
    }
  }

  private List<ProcessTree> both() {
    return List.of(predecessor.processes(), successor.processes());
  }

  private Outcome takeOver() {
    // Asked while the predecessor has its lead still.
    Optional<Lead> lead =
        policy().coexistence().lead(predecessor.manifest(), services.logs(predecessor.uid()), wake);
    if (lead.isPresent()) {
      return new Outcome.Yields(lead.get());
    }
    decided();
    tell("SurgeTookOver", called() + " takes over");
    return tookOver(now().plus(policy().draining()));
  }

  /** To be called when the predecessor ends for the successor's sake. */
  void giveWay() {
    decided();
    tell("SurgeYielding", "The predecessor is asked to end, so that " + called() + " can lead");
  }

  private void decided() {
    predecessor.markSuperseded();
    give();
    tell(Handover.Stage.DECIDED);
  }

  /** Every new connection is the successor's from now on. */
  private void give() {
    if (steered) {
      try {
        steering.giveToSuccessor(predecessor.processes(), successor.processes());
        note("new connections go to the successor");
      } catch (IOException e) {
        cannotSteer(e);
      }
    }
  }

  private Outcome tookOver(Instant drained) {
    successor.onTrial(false);
    return new Outcome.TookOver(drained);
  }

  /** One of the two is gone: ports and kernel are as they were. */
  void end() {
    predecessor.sharesPorts(false, false);
    successor.sharesPorts(false, false);
    undo(() -> steering.release(both()));
    note("new connections are steered no longer");
    tell(Handover.Stage.OVER);
    if (migrating) {
      migrating = false;
      undo(policy().migration()::end);
      note("the handover is over");
    }
  }

  private void undo(Word word) {
    try {
      word.say();
    } catch (IOException e) {
      LOG.warn("pod {}: {}", successor.manifest().fullName(), e.getMessage());
    }
  }

  private void note(String what) {
    if (!steering.ports().isEmpty()) {
      LOG.info("pod {}: ports {}: {}", successor.manifest().fullName(), steering.ports(), what);
    }
  }

  private void tell(String reason, String message) {
    LOG.info("pod {}: {}", successor.manifest().fullName(), message);
    successor.events().normal("", reason, message);
  }

  private void tell(Handover.Stage stage) {
    services.listener().handover(new Handover(successor.manifest(), stage));
  }

  private String called() {
    return successor.manifest().called();
  }

  private RolloutPolicy policy() {
    return services.rollout();
  }

  /** On the clock that nobody sets: a successor is neither late nor settled because one was. */
  private Instant now() {
    return services.timers().steady();
  }

  private Optional<Instant> shown(Instant steady) {
    return Optional.of(services.timers().shown(steady));
  }
}
