package dev.keelson.runtime.image.archive;

import dev.keelson.runtime.image.Descriptor;
import dev.keelson.runtime.image.ImageReference;
import dev.keelson.runtime.image.ImageSource;
import java.util.List;

/**
 * An image an archive has.
 *
 * @param names what the archive calls it
 * @param target its manifest or index
 * @param source its blobs
 */
record ArchiveImage(List<ImageReference> names, Descriptor target, ImageSource source) {
  ArchiveImage {
    names = List.copyOf(names);
  }
}
