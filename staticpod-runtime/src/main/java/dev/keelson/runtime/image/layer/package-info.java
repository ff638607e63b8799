/**
 * Unpacks the layers of images: one directory for each, in the form overlayfs stacks. Whatever an
 * archive says, nothing is written outside that directory.
 */
@NullMarked
package dev.keelson.runtime.image.layer;

import org.jspecify.annotations.NullMarked;
