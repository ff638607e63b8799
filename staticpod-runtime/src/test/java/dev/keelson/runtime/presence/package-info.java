/** Tests of the package. */
@NullMarked
package dev.keelson.runtime.presence;

import org.jspecify.annotations.NullMarked;
