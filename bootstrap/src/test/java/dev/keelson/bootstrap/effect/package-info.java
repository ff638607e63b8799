/** What the executors do to a directory, and what they say. */
@NullMarked
package dev.keelson.bootstrap.effect;

import org.jspecify.annotations.NullMarked;
