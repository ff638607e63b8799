package dev.keelson.runtime.manifest;

import java.time.Duration;
import java.util.Optional;

/** A probe with the API's defaults filled in. */
public record ProbeSpec(
    Action action,
    Duration initialDelay,
    Duration timeout,
    Duration period,
    int successThreshold,
    int failureThreshold,
    Optional<Duration> terminationGracePeriod) {}
