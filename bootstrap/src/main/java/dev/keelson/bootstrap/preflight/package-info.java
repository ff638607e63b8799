/** One file a read-only check, and the list of them. */
@NullMarked
package dev.keelson.bootstrap.preflight;

import org.jspecify.annotations.NullMarked;
