/** Tests of the package. */
@NullMarked
package dev.keelson.runtime.config;

import org.jspecify.annotations.NullMarked;
