/**
 * From one revision to another: the difference, the effects it takes, roll-out, gates, falling
 * back, resuming.
 */
@NullMarked
package dev.keelson.bootstrap.transition;

import org.jspecify.annotations.NullMarked;
