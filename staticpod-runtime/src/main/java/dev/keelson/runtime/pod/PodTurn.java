package dev.keelson.runtime.pod;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether it is a pod's turn to start its first container; once it was, it stays so. Used by the
 * pod's worker alone.
 */
final class PodTurn {
  private final PodContext context;
  private final Instant wantedSince;
  private boolean come;
  private String problem = "";

  PodTurn(PodContext context) {
    this.context = context;
    this.wantedSince = context.now();
  }

  /** An earlier runtime has started it. */
  void came() {
    come = true;
  }

  /** Until when it waits at most; empty where it may start. */
  Optional<Instant> waitsUntil(Instant now) {
    if (come) {
      return Optional.empty();
    }
    Optional<Instant> until =
        context.services().order().waitsUntil(context.manifest(), wantedSince, now, context.wake());
    come = until.isEmpty();
    problem =
        until
            .flatMap(_ -> StartOrder.after(context.manifest()))
            .map("waits until %s is ready"::formatted)
            .orElse("");
    return until;
  }

  /** Whom it waits for, in a sentence; empty where it does not. */
  String problem() {
    return problem;
  }
}
