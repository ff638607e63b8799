package dev.keelson.runtime.pod;

import dev.keelson.runtime.time.Timers;
import java.time.Instant;
import java.util.Optional;

/**
 * Since when a container waits to be started again, on the clock that nobody sets. Used by the
 * pod's worker alone.
 */
final class RestartWait {
  private final Timers timers;
  private Optional<Instant> end = Optional.empty();
  private Instant since = Instant.MIN;

  RestartWait(Timers timers) {
    this.timers = timers;
  }

  /**
   * Of a container that ended then, by the machine's clock: to be asked first when that is seen.
   */
  Instant since(Instant ended) {
    if (!end.equals(Optional.of(ended))) {
      end = Optional.of(ended);
      since = timers.steadily(ended);
    }
    return since;
  }
}
