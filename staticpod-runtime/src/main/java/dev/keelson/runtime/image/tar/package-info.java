/**
 * Reads tar archives as a stream, whatever they are compressed with. Written here because layers
 * carry extended attributes whose values are bytes, which the readers at hand turn into text and so
 * damage.
 */
@NullMarked
package dev.keelson.runtime.image.tar;

import org.jspecify.annotations.NullMarked;
