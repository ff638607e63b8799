/** Startup, liveness and readiness probes: handlers and thresholds. */
@NullMarked
package dev.keelson.runtime.probe;

import org.jspecify.annotations.NullMarked;
