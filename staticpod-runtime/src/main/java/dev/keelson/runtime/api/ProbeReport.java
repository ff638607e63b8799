package dev.keelson.runtime.api;

import java.time.Instant;

/**
 * What a probe of a container answered last.
 *
 * @param probe {@code startup}, {@code liveness} or {@code readiness}
 * @param outcome {@code successful}, {@code failed} or {@code unknown}
 * @param message what was seen; empty when all is well
 * @param inARow how many answers of that kind came without another between
 */
public record ProbeReport(
    String container, String probe, Instant at, String outcome, String message, int inARow) {}
