package dev.keelson.runtime.image;

import dev.keelson.runtime.linux.Trees;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Blobs and layers that no name leads to. */
final class Garbage {
  private final StoreLayout layout;
  private final List<Path> blobs;
  private final List<Path> layers;

  private Garbage(StoreLayout layout, List<Path> blobs, List<Path> layers) {
    this.layout = layout;
    this.blobs = blobs;
    this.layers = layers;
  }

  /** What would be garbage if the store had these names. */
  static Garbage of(StoreLayout layout, NameTable names) throws IOException {
    Set<String> usedBlobs = new HashSet<>();
    Set<String> usedLayers = new HashSet<>();
    BlobStore blobs = new BlobStore(layout, layout.staging());
    for (NameTable.Entry entry : names.entries()) {
      ImageContents contents = ImageContents.read(blobs, entry.manifest());
      usedBlobs.add(entry.target().hex());
      usedBlobs.add(entry.manifest().hex());
      usedBlobs.add(contents.manifest().config().digest().hex());
      contents.chain().forEach(chain -> usedLayers.add(chain.hex()));
    }
    return new Garbage(
        layout, others(layout.blobs(), usedBlobs), others(layout.layers(), usedLayers));
  }

  /** Refuses to take layers from under a mounted root file system. */
  void checkUnused(ImageReference image) throws IOException {
    if (MountedLayers.now().anyOf(layers)) {
      throw new ImageException(
          "Image "
              + image
              + " is in use by a running container; stop the pod that runs it, then remove the"
              + " image.");
    }
  }

  /** Takes it out of sight, then deletes it: a power cut in between leaves staging to clear. */
  void delete() throws IOException {
    Path bin = Files.createTempDirectory(layout.staging(), "garbage-");
    for (Path layer : layers) {
      Files.move(layer, bin.resolve(layer.getFileName()));
    }
    for (Path blob : blobs) {
      Files.delete(blob);
    }
    Trees.delete(bin);
  }

  private static List<Path> others(Path directory, Set<String> used) throws IOException {
    List<Path> others = new ArrayList<>();
    try (DirectoryStream<Path> present = Files.newDirectoryStream(directory)) {
      for (Path path : present) {
        if (!used.contains(String.valueOf(path.getFileName()))) {
          others.add(path);
        }
      }
    }
    return others;
  }
}
