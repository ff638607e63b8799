/** Tests of the runtime as a whole, over the in-memory engine. */
@NullMarked
package dev.keelson.runtime;

import org.jspecify.annotations.NullMarked;
