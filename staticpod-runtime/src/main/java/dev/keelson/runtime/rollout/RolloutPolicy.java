package dev.keelson.runtime.rollout;

import dev.keelson.runtime.linux.ConnectionMigration;
import java.time.Duration;

/**
 * How a successor that starts beside its predecessor is judged.
 *
 * @param settling how long it has to stay ready before it takes over
 * @param draining how long its predecessor runs on after that: what it has accepted and not read a
 *     request from yet, a server closes unanswered when it is asked to stop
 * @param deadline how long it has to get ready
 * @param leading how long it has to take the lead once its predecessor has had its time to stop
 * @param migration the kernel's handing on of waiting connections
 * @param coexistence what is known of the programs in pods
 * @param records what was decided, for another runtime
 */
public record RolloutPolicy(
    Duration settling,
    Duration draining,
    Duration deadline,
    Duration leading,
    ConnectionMigration migration,
    Coexistence coexistence,
    RolloutRecords records) {
  // kubeadm's readiness probes have a period of one second: one more has succeeded by then.
  private static final Duration SETTLING = Duration.ofMillis(1250);
  // A few round trips across the world, and time for a busy machine to shake hands.
  private static final Duration DRAINING = Duration.ofSeconds(1);
  // As long as kubeadm's startup probe gives a component.
  private static final Duration DEADLINE = Duration.ofMinutes(4);
  // Longer than a lease that nobody hands on stays valid, and the next look at it.
  private static final Duration LEADING = Duration.ofSeconds(30);

  /** What holds where nobody says otherwise. */
  public static RolloutPolicy standard(
      ConnectionMigration migration, Coexistence coexistence, RolloutRecords records) {
    return new RolloutPolicy(
        SETTLING, DRAINING, DEADLINE, LEADING, migration, coexistence, records);
  }
}
