/** From one part to the next. */
@NullMarked
package dev.keelson.bootstrap.transition;

import org.jspecify.annotations.NullMarked;
