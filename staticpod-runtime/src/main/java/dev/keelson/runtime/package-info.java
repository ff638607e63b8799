/** The static pod runtime as a whole: start, adopt, stop. */
@NullMarked
package dev.keelson.runtime;

import org.jspecify.annotations.NullMarked;
