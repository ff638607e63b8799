package dev.keelson.runtime.rollout;

import dev.keelson.runtime.linux.ConnectionMigration;
import java.time.Duration;

/**
 * How a successor that starts beside its predecessor is judged.
 *
 * @param settling how long it has to stay ready before it takes over
 * @param deadline how long it has to get ready
 * @param migration the kernel's handing on of waiting connections
 */
public record RolloutPolicy(Duration settling, Duration deadline, ConnectionMigration migration) {
  private static final Duration SETTLING = Duration.ofSeconds(2);
  // As long as kubeadm's startup probe gives a component.
  private static final Duration DEADLINE = Duration.ofMinutes(4);

  /** What holds where nobody says otherwise. */
  public static RolloutPolicy standard(ConnectionMigration migration) {
    return new RolloutPolicy(SETTLING, DEADLINE, migration);
  }
}
