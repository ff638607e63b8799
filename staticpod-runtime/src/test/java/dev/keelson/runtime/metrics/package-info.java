/** Tests of the package. */
@NullMarked
package dev.keelson.runtime.metrics;

import org.jspecify.annotations.NullMarked;
