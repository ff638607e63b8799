package dev.keelson.runtime.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Where what lies in the store.
 *
 * <pre>
 * images.json              names and what they stand for; its rename is the commit
 * blobs/sha256/HEX         as received
 * layers/HEX/fs            unpacked, by the digest of the layer with all below it (OCI's chain id)
 * layers/HEX/layer.json    size, deletions
 * staging/NAME             what is not committed: garbage once its process is gone
 * lock, images.lock        shared while adding, alone while removing; alone while naming
 * </pre>
 */
record StoreLayout(Path root) {
  static StoreLayout create(Path root) throws IOException {
    StoreLayout layout = new StoreLayout(root.toAbsolutePath());
    for (Path directory :
        List.of(layout.root(), layout.blobs(), layout.layers(), layout.staging())) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return layout;
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
