/** Records, objects and links as they lie on disk. */
@NullMarked
package dev.keelson.bootstrap.revision;

import org.jspecify.annotations.NullMarked;
