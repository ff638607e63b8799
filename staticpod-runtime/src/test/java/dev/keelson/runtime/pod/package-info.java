/** Tests of the package. */
@NullMarked
package dev.keelson.runtime.pod;

import org.jspecify.annotations.NullMarked;
