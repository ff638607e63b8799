/** Image references, the content-addressed image store, unpacking and garbage. */
@NullMarked
package dev.keelson.runtime.image;

import org.jspecify.annotations.NullMarked;
