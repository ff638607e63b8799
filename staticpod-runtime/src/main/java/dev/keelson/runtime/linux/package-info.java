/** System calls, /proc and durable files. Knows nothing of pods. */
@NullMarked
package dev.keelson.runtime.linux;

import org.jspecify.annotations.NullMarked;
