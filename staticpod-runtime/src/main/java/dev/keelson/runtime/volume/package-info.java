/** Volumes of a pod on this node. */
@NullMarked
package dev.keelson.runtime.volume;

import org.jspecify.annotations.NullMarked;
