package dev.keelson.runtime.image;

import dev.keelson.runtime.linux.LockFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The right to pull one image, which others on this node wait for. */
public final class PullTurn implements AutoCloseable {
  private final LockFile lock;
  private final Optional<StoredImage> pulledMeanwhile;

  private PullTurn(LockFile lock, Optional<StoredImage> pulledMeanwhile) {
    this.lock = lock;
    this.pulledMeanwhile = pulledMeanwhile;
  }

  static PullTurn await(ImageStore store, Path file, ImageReference image) throws IOException {
    Optional<LockFile> free = LockFile.tryExclusive(file);
    if (free.isPresent()) {
      return new PullTurn(free.get(), Optional.empty());
    }
    Optional<StoredImage> before = store.find(image);
    LockFile lock = LockFile.exclusive(file);
    return new PullTurn(lock, store.find(image).filter(now -> !Optional.of(now).equals(before)));
  }

  /** The image as somebody else pulled it while this turn was waited for. */
  public Optional<StoredImage> pulledMeanwhile() {
    return pulledMeanwhile;
  }

  @Override
  public void close() {
    lock.close();
  }
}
