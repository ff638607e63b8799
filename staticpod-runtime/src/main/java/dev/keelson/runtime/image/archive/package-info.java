/** docker-archive and OCI layout, as tar, tar.gz or directory. */
@NullMarked
package dev.keelson.runtime.image.archive;

import org.jspecify.annotations.NullMarked;
