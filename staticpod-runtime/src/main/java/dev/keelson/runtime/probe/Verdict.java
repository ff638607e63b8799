package dev.keelson.runtime.probe;

import java.time.Duration;
import java.util.Optional;

/**
 * What the probes of one container say together.
 *
 * @param started its startup probe succeeded, or it has none
 * @param ready it may be sent requests
 * @param notReady what the last probe that failed has seen; empty when ready
 * @param kill set once liveness or startup failed for good
 */
public record Verdict(boolean started, boolean ready, String notReady, Optional<Kill> kill) {
  /**
   * The container is to be stopped.
   *
   * @param probe {@code liveness} or {@code startup}
   * @param grace of the probe's own, where it has one
   */
  public record Kill(String probe, Optional<Duration> grace) {}

  Verdict withStarted(boolean value) {
    return new Verdict(value, ready, notReady, kill);
  }

  Verdict withReady(boolean value, String seen) {
    return new Verdict(started, value, value ? "" : seen, kill);
  }

  Verdict withKill(Kill value) {
    return new Verdict(started, ready, notReady, Optional.of(value));
  }
}
