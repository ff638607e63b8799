/** The clock of the runtime and its alarms, so that every wait can be moved by a test. */
@NullMarked
package dev.keelson.runtime.time;

import org.jspecify.annotations.NullMarked;
