package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.engine.ContainerStatus.State;
import java.time.Instant;
import java.util.Optional;

/** Where in its life a container is; it only ever moves on, Fresh to Running to Ended. */
sealed interface Life {
  /** Made, never started. */
  record Fresh() implements Life {}

  /** Its process runs. */
  record Running(RunRecord run) implements Life {}

  /** Its process has ended, or could not be started. */
  record Ended(Optional<Instant> startedAt, ExitRecord exit) implements Life {}

  /** The same in the engine interface's words. */
  default State state() {
    return switch (this) {
      case Fresh _ -> new State.Created();
      case Running(RunRecord run) -> new State.Running(run.startedAt());
      case Ended(Optional<Instant> startedAt, ExitRecord exit) -> exit.state(startedAt);
    };
  }
}
