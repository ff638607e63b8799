package dev.keelson.runtime.image;

import dev.keelson.runtime.image.layer.LayerUnpacker;
import dev.keelson.runtime.linux.DurableFiles;
import dev.keelson.runtime.linux.LockFile;
import dev.keelson.runtime.linux.Trees;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Images on their way into the store: all of them or none. Closing without {@link #commit} leaves
 * the store as it was. For one thread.
 */
public final class ImageAddition implements AutoCloseable {
  private final ImageStore store;
  private final StoreLayout layout;
  private final LockFile lock;
  private final Path staging;
  private final ImageFetch fetch;
  private final List<NameTable.Entry> names = new ArrayList<>();

  private ImageAddition(ImageStore store, StoreLayout layout, LockFile lock, Path staging)
      throws IOException {
    this.store = store;
    this.layout = layout;
    this.lock = lock;
    this.staging = staging;
    Path blobs = Files.createDirectory(staging.resolve("blobs"));
    Path layers = Files.createDirectory(staging.resolve("layers"));
    this.fetch =
        new ImageFetch(
            new BlobStore(layout, blobs),
            new LayerStore(layout, layers, LayerUnpacker.probe(staging)));
  }

  static ImageAddition begin(ImageStore store, StoreLayout layout) throws IOException {
    LockFile lock = LockFile.shared(layout.lock());
    Path staging = null;
    try {
      staging = Files.createTempDirectory(layout.staging(), "addition-");
      return new ImageAddition(store, layout, lock, staging);
    } catch (IOException e) {
      if (staging != null) {
        Trees.delete(staging);
      }
      lock.close();
      throw e;
    }
  }

  /** A directory for files this addition needs for a while; it goes when the addition closes. */
  public Path scratch() {
    return staging;
  }

  /**
   * Fetches, checks and unpacks an image for this machine, reusing what the store has.
   *
   * @param names what it is to be called
   * @param target its manifest or index
   * @throws ImageException with a sentence that names the blob or layer
   */
  public void take(
      List<ImageReference> names, Descriptor target, ImageSource source, ImageProgress progress)
      throws InterruptedException {
    String image = names.isEmpty() ? target.digest().toString() : names.getFirst().toString();
    try {
      Digest manifest = fetch.fetch(image, target, source, progress);
      names.forEach(name -> this.names.add(new NameTable.Entry(name, target.digest(), manifest)));
    } catch (IOException e) {
      throw new ImageException(
          "Image " + image + " from " + source.description() + ": " + store.reason(e) + ".", e);
    }
  }

  /** Makes the images part of the store, durably, and returns them in the order they were taken. */
  public List<StoredImage> commit() {
    try (LockFile _ = LockFile.exclusive(layout.namesLock())) {
      lock.syncFileSystem();
      move(staging.resolve("blobs"), layout.blobs());
      move(staging.resolve("layers"), layout.layers());
      NameTable table = NameTable.load(layout.names()).with(names);
      table.save(layout.names());
      List<StoredImage> images = new ArrayList<>();
      for (Digest manifest : names.stream().map(NameTable.Entry::manifest).distinct().toList()) {
        images.add(store.image(manifest, table));
      }
      return images;
    } catch (IOException e) {
      throw new ImageException("The images cannot be added: " + store.reason(e) + ".", e);
    }
  }

  @Override
  public void close() {
    try (LockFile _ = lock) {
      Trees.delete(staging);
    } catch (IOException e) {
      // Nothing refers to it; the next addition clears it away.
      System.getLogger(ImageAddition.class.getName())
          .log(System.Logger.Level.DEBUG, "staging left behind", e);
    }
  }

  private void move(Path from, Path to) throws IOException {
    try (DirectoryStream<Path> staged = Files.newDirectoryStream(from, "[0-9a-f]*")) {
      for (Path file : staged) {
        Path target = to.resolve(file.getFileName());
        if (!Files.exists(target)) {
          Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        }
      }
    }
    DurableFiles.syncDirectory(to);
  }
}
