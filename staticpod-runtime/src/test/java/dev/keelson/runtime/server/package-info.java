/** Tests of the package. */
@NullMarked
package dev.keelson.runtime.server;

import org.jspecify.annotations.NullMarked;
