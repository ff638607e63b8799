package dev.keelson.runtime.manifest;

import java.time.Instant;

/**
 * Where a manifest came from; all but the time is part of the pod's uid.
 *
 * @param kind {@code file} or {@code http}, as {@code kubernetes.io/config.source} says it
 * @param location the file's path or the URL
 * @param nodeName appended to the pod's name
 * @param seen when it was first seen
 */
public record ManifestOrigin(String kind, String location, String nodeName, Instant seen) {}
