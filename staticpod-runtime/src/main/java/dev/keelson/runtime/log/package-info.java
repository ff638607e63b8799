/** The CRI log format: reading, following, rotating. */
@NullMarked
package dev.keelson.runtime.log;

import org.jspecify.annotations.NullMarked;
