/** Measurements side by side. */
@NullMarked
package dev.keelson.e2e.benchmark;

import org.jspecify.annotations.NullMarked;
