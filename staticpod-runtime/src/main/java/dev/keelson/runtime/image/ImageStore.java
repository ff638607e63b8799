package dev.keelson.runtime.image;

import dev.keelson.runtime.image.layer.LayerContents;
import dev.keelson.runtime.linux.LockFile;
import dev.keelson.runtime.linux.Trees;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The images of this node: content-addressed, shared by any number of processes. Readers need no
 * lock; an addition is invisible until it is whole and survives a power cut once it is visible.
 * What is damaged or unreadable is an {@link ImageException}.
 */
public final class ImageStore {
  private final StoreLayout layout;

  private ImageStore(StoreLayout layout) {
    this.layout = layout;
  }

  /** The store in that directory, which is made by the first addition. */
  public static ImageStore open(Path directory) {
    return new ImageStore(new StoreLayout(directory.toAbsolutePath()));
  }

  /** The directory the store is in. */
  public Path directory() {
    return layout.root();
  }

  /** The image of that name, or in that repository of that digest. */
  public Optional<StoredImage> find(ImageReference reference) {
    return reading(names -> {
      Optional<NameTable.Entry> entry = names.find(reference);
      return entry.isEmpty() ? Optional.empty() : Optional.of(image(entry.get().manifest(), names));
    });
  }

  /** All images, in the order of their first names. */
  public List<StoredImage> list() {
    return reading(names -> {
      List<StoredImage> images = new ArrayList<>();
      for (Digest manifest : names.manifests()) {
        images.add(image(manifest, names));
      }
      return images;
    });
  }

  /**
   * Takes the name away, and with an image's last name all that no other image shares. Waits for
   * additions under way.
   *
   * @return whether there was such a name
   * @throws ImageException when a mounted root file system is made of its layers
   */
  public boolean remove(ImageReference reference) {
    return changing(() -> {
      try (LockFile _ = LockFile.exclusive(layout.lock());
          LockFile _ = LockFile.exclusive(layout.namesLock())) {
        NameTable names = NameTable.load(layout.names());
        NameTable left = names.without(reference);
        if (left.entries().size() == names.entries().size()) {
          return false;
        }
        Garbage garbage = Garbage.of(layout, left);
        garbage.checkUnused(reference);
        left.save(layout.names());
        garbage.delete();
        return true;
      }
    });
  }

  /**
   * Takes every image away but those, and those that a mounted root file system is made of; and
   * whatever lies in the store that no image needs. Waits for additions under way.
   *
   * @return what is gone
   */
  public List<StoredImage> prune(Predicate<StoredImage> kept) {
    return changing(() -> {
      try (LockFile _ = LockFile.exclusive(layout.lock());
          LockFile _ = LockFile.exclusive(layout.namesLock())) {
        NameTable names = NameTable.load(layout.names());
        MountedLayers mounted = MountedLayers.now();
        List<StoredImage> unused = new ArrayList<>();
        NameTable left = names;
        for (Digest manifest : names.manifests()) {
          StoredImage image = image(manifest, names);
          if (!kept.test(image) && !mounted.anyOf(layers(image))) {
            unused.add(image);
            left = image.names().stream().reduce(left, NameTable::without, (a, _) -> a);
          }
        }
        left.save(layout.names());
        Garbage.of(layout, left).delete();
        return unused;
      }
    });
  }

  private static List<Path> layers(StoredImage image) {
    return image.layerDirs().stream().map(files -> files.resolveSibling("")).toList();
  }

  /**
   * Waits for its turn to pull that image, which one at a time may do on this node. Blocks a
   * platform thread.
   */
  public PullTurn awaitTurn(ImageReference reference) {
    return changing(() -> PullTurn.await(this, layout.turn(reference), reference));
  }

  /** Begins an addition; nothing of it is seen before it is committed. */
  public ImageAddition add() {
    return changing(() -> {
      clearStaging();
      return ImageAddition.begin(this, layout);
    });
  }

  /** What a failure to read or write was, in a clause; the disk may be full. */
  public String reason(IOException failure) {
    return Reason.of(layout.root(), failure);
  }

  /** The image of a manifest that is in the store. */
  StoredImage image(Digest manifest, NameTable names) throws IOException {
    BlobStore blobs = new BlobStore(layout, layout.staging());
    ImageContents contents = ImageContents.read(blobs, manifest);
    List<Path> layers = new ArrayList<>();
    long size = 0;
    boolean overlay = true;
    for (Digest chain : contents.chain()) {
      Path files = layout.layer(chain).resolve(LayerStore.FILES);
      LayerContents layer = LayerContents.load(files);
      layers.add(files);
      size += layer.bytes();
      overlay &= layer.overlay();
    }
    return new StoredImage(
        contents.manifest().config().digest().toString(),
        manifest,
        names.namesOf(manifest),
        contents.configuration().config(),
        layers,
        overlay,
        size);
  }

  /** Deletes what additions of dead processes left, unless one is under way right now. */
  private void clearStaging() throws IOException {
    Optional<LockFile> alone = LockFile.tryExclusive(layout.lock());
    if (alone.isEmpty()) {
      return;
    }
    try (LockFile _ = alone.get();
        DirectoryStream<Path> left = Files.newDirectoryStream(layout.staging())) {
      for (Path addition : left) {
        Trees.delete(addition);
      }
    }
  }

  private interface Change<T> {
    T run() throws IOException;
  }

  private <T> T changing(Change<T> change) {
    try {
      layout.create();
      return change.run();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private interface Read<T> {
    T of(NameTable names) throws IOException;
  }

  /** Reads again where an image was removed while it was read. */
  private <T> T reading(Read<T> read) {
    try {
      NameTable names = NameTable.load(layout.names());
      while (true) {
        try {
          return read.of(names);
        } catch (NoSuchFileException e) {
          NameTable now = NameTable.load(layout.names());
          if (now.equals(names)) {
            throw e;
          }
          names = now;
        }
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private ImageException unusable(IOException e) {
    return new ImageException(
        "The image store " + layout.root() + " cannot be used: " + reason(e) + ".", e);
  }
}
