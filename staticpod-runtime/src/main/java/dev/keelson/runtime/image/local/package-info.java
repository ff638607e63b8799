/** The images of this node: what the engine and the command line ask for, in one place. */
@NullMarked
package dev.keelson.runtime.image.local;

import org.jspecify.annotations.NullMarked;
