/** One file a phase, and the workflows as lists of them. */
@NullMarked
package dev.keelson.bootstrap.phase;

import org.jspecify.annotations.NullMarked;
