package dev.keelson.runtime.api;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which lines of which container.
 *
 * @param pod the name with or without the node's name behind it
 * @param container empty for the only or first one
 * @param tail the last so many lines; empty for all
 * @param since no line before
 * @param previous of the container's previous run
 * @param timestamps each line with its time in front
 */
public record LogRequest(
    String namespace,
    String pod,
    String container,
    boolean follow,
    OptionalInt tail,
    Optional<Instant> since,
    boolean previous,
    boolean timestamps) {}
