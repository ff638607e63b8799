package dev.keelson.runtime.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** Blobs by their digest: those of the store, and before them those one addition has staged. */
final class BlobStore {
  private static final int BUFFER = 1 << 16;
  private final StoreLayout layout;
  private final Path staged;

  BlobStore(StoreLayout layout, Path staged) {
    this.layout = layout;
    this.staged = staged;
  }

  /** Where the blob is. */
  Path path(Digest digest) {
    Path fresh = staged.resolve(digest.hex());
    return Files.exists(fresh, LinkOption.NOFOLLOW_LINKS) ? fresh : layout.blob(digest);
  }

  boolean has(Digest digest) {
    return Files.exists(path(digest), LinkOption.NOFOLLOW_LINKS);
  }

  /** Deletes the blob where it is only staged. */
  void discard(Digest digest) throws IOException {
    Files.deleteIfExists(staged.resolve(digest.hex()));
  }

  byte[] document(Digest digest) throws IOException {
    try (InputStream in = Files.newInputStream(path(digest))) {
      byte[] content = in.readNBytes(Documents.MAX_BYTES + 1);
      if (content.length > Documents.MAX_BYTES) {
        throw new ImageException(
            "The document " + digest + " is larger than 4 MiB, which no image document is.");
      }
      return content;
    }
  }

  /** Stages the blob, unless it is there already. */
  void fetch(Descriptor blob, ImageSource source, ImageProgress progress)
      throws IOException, InterruptedException {
    if (has(blob.digest())) {
      long size = Math.max(blob.size(), 0);
      progress.advanced(blob.digest(), ImageProgress.Step.PRESENT, size, size);
      return;
    }
    try (InputStream in = source.open(blob)) {
      write(blob, in, source.description(), progress);
    }
  }

  /** Copies the stream to a file staged under its digest, if the digest is true. */
  private void write(Descriptor blob, InputStream in, String from, ImageProgress progress)
      throws IOException {
    Path partial = Files.createTempFile(staged, "blob-", ".part");
    Copy copy = copy(blob, in, partial, progress);
    if (blob.size() >= 0 && copy.length() != blob.size()) {
      throw new ImageException(
          String.format(
              "%s has %d bytes of %s where its manifest says %d: it is truncated or damaged; get it"
                  + " again.",
              from, copy.length(), blob.digest(), blob.size()));
    }
    if (!copy.digest().equals(blob.digest())) {
      throw new ImageException(
          String.format(
              "%s gives content with the digest %s for %s: it is damaged or was changed; get it"
                  + " again.",
              from, copy.digest(), blob.digest()));
    }
    // Two layers may be one blob, fetched by two threads: the later replaces the same content.
    Files.move(partial, staged.resolve(blob.digest().hex()), StandardCopyOption.ATOMIC_MOVE);
    progress.advanced(blob.digest(), ImageProgress.Step.FETCH, copy.length(), copy.length());
  }

  private record Copy(Digest digest, long length) {}

  private static Copy copy(Descriptor blob, InputStream in, Path file, ImageProgress progress)
      throws IOException {
    MessageDigest computation = Digest.sha256();
    byte[] buffer = new byte[BUFFER];
    long length = 0;
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
      // One byte more than promised is enough to know that it is another content.
      for (int read = in.read(buffer);
          read >= 0 && (blob.size() < 0 || length <= blob.size());
          read = in.read(buffer)) {
        computation.update(buffer, 0, read);
        out.write(buffer, 0, read);
        length += read;
        progress.advanced(
            blob.digest(), ImageProgress.Step.FETCH, length, Math.max(blob.size(), length + 1));
      }
    }
    return new Copy(Digest.finish(computation), length);
  }
}
