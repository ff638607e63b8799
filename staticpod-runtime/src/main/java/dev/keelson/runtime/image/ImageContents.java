package dev.keelson.runtime.image;

import java.io.IOException;
import java.util.List;

/**
 * What an image of the store consists of.
 *
 * @param chain of its layers, lowest first
 */
record ImageContents(
    ImageDocument.Manifest manifest, Documents.Configuration configuration, List<Digest> chain) {
  static ImageContents read(BlobStore blobs, Digest digest) throws IOException {
    ImageDocument document = Documents.image(blobs.document(digest), "Manifest " + digest);
    if (!(document instanceof ImageDocument.Manifest manifest)) {
      throw new ImageException(digest + " is an index where a manifest was expected.");
    }
    Documents.Configuration configuration =
        Documents.configuration(
            blobs.document(manifest.config().digest()),
            "Configuration " + manifest.config().digest());
    if (configuration.diffIds().size() != manifest.layers().size()) {
      throw new ImageException(
          String.format(
              "Manifest %s names %d layers, its configuration %d: the image is damaged.",
              digest, manifest.layers().size(), configuration.diffIds().size()));
    }
    return new ImageContents(manifest, configuration, LayerStore.chain(configuration.diffIds()));
  }
}
