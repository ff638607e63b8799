package dev.keelson.cli.wiring;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which lines of which container, as the flags of {@code logs} say it.
 *
 * @param namespace empty for whichever has the pod
 * @param container empty for the default one
 * @param age nothing older
 * @param since nothing older
 * @param limitBytes at most so many; negative for all
 */
public record LogFlags(
    Optional<String> namespace,
    String pod,
    String container,
    boolean follow,
    boolean previous,
    boolean timestamps,
    OptionalInt tail,
    Optional<Duration> age,
    Optional<Instant> since,
    long limitBytes) {}
