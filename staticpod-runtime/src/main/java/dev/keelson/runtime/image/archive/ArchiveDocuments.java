package dev.keelson.runtime.image.archive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.runtime.image.Documents;
import dev.keelson.runtime.image.ImageException;
import dev.keelson.runtime.image.ImageReference;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads what an archive says of itself. */
final class ArchiveDocuments {
  private ArchiveDocuments() {}

  /** The bytes of a document of that name. */
  static byte[] content(ArchiveFiles files, String name) throws IOException {
    Optional<InputStream> found = files.open(name);
    if (found.isEmpty()) {
      throw new ImageException(
          "Archive " + files.path() + " has no " + name + "; it is incomplete: get it again.");
    }
    try (InputStream in = found.get()) {
      return in.readNBytes(Documents.MAX_BYTES);
    }
  }

  static JsonNode tree(ArchiveFiles files, String name) throws IOException {
    return Documents.tree(content(files, name), name + " of archive " + files.path());
  }

  static ImageReference reference(ArchiveFiles files, String name) {
    try {
      return ImageReference.parse(name);
    } catch (IllegalArgumentException e) {
      throw new ImageException("Archive " + files.path() + ": " + e.getMessage() + ".", e);
    }
  }
}
