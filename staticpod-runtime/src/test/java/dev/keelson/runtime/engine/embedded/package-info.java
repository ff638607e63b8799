/** The embedded engine against the real kernel, runc and conmon. */
@NullMarked
package dev.keelson.runtime.engine.embedded;

import org.jspecify.annotations.NullMarked;
