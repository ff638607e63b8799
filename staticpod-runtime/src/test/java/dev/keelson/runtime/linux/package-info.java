/** Tests of the package. */
@NullMarked
package dev.keelson.runtime.linux;

import org.jspecify.annotations.NullMarked;
