/** Where manifests come from: a directory, a file, a URL. */
@NullMarked
package dev.keelson.runtime.source;

import org.jspecify.annotations.NullMarked;
