package dev.keelson.runtime.log;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which lines of a log.
 *
 * @param tail the last so many; empty for all
 * @param since none before; empty for all
 * @param timestamps each with its time in front
 */
public record LogQuery(OptionalInt tail, Optional<Instant> since, boolean timestamps) {}
