/** Tests of the package. */
@NullMarked
package dev.keelson.runtime.api;

import org.jspecify.annotations.NullMarked;
