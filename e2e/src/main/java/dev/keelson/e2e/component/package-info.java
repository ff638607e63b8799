/** From component versions to image archives. */
@NullMarked
package dev.keelson.e2e.component;

import org.jspecify.annotations.NullMarked;
