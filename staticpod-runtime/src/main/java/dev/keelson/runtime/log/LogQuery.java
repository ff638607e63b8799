package dev.keelson.runtime.log;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which lines of a log.
 *
 * @param tail the last so many; empty for all
 * @param since none before, by the clock of when it was written, as for the kubelet: where that has
 *     been set meanwhile each line is judged by itself; empty for all
 * @param timestamps each with its time in front
 */
public record LogQuery(OptionalInt tail, Optional<Instant> since, boolean timestamps) {}
