package dev.keelson.runtime.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Where what lies in the store.
 *
 * <pre>
 * images.json              names and what they stand for; its rename is the commit
 * blobs/sha256/HEX         manifests and configurations, as received
 * layers/HEX/fs            unpacked, by the digest of the layer with all below it (OCI's chain id)
 * layers/HEX/layer.json    size, deletions
 * staging/NAME             what is not committed: garbage once its process is gone
 * turns/HEX                a lock for each image that is being pulled
 * lock, images.lock        shared while adding, alone while removing; alone while naming
 * </pre>
 */
record StoreLayout(Path root) {
  /** Makes the directories that are not there yet. */
  void create() throws IOException {
    for (Path directory : List.of(root, blobs(), layers(), staging(), turns())) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  Path blobs() {
    return root.resolve("blobs/sha256");
  }

  Path blob(Digest digest) {
    return blobs().resolve(digest.hex());
  }

  Path layers() {
    return root.resolve("layers");
  }

  Path layer(Digest chain) {
    return layers().resolve(chain.hex());
  }

  Path staging() {
    return root.resolve("staging");
  }

  private Path turns() {
    return root.resolve("turns");
  }

  /** The file whose lock is held while that image is pulled. */
  Path turn(ImageReference image) {
    byte[] name = image.toString().getBytes(StandardCharsets.UTF_8);
    return turns().resolve(Digest.of(name).hex());
  }

  Path names() {
    return root.resolve("images.json");
  }

  Path lock() {
    return root.resolve("lock");
  }

  Path namesLock() {
    return root.resolve("images.lock");
  }
}
