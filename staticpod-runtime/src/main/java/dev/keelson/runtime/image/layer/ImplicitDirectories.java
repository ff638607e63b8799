package dev.keelson.runtime.image.layer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes directories that a layer goes through without naming them. In a stack they cover those of
 * the layers below, so they take mode and owner from there; else they are 0755 and root's.
 */
final class ImplicitDirectories {
  private static final int MODE = 0755;

  private final List<Path> lower;
  private final Attributes attributes;
  private final Whiteouts whiteouts;

  /**
   * @param lower directories of the layers below, lowest first
   */
  ImplicitDirectories(List<Path> lower, Attributes attributes, Whiteouts whiteouts) {
    this.lower = lower.reversed();
    this.attributes = attributes;
    this.whiteouts = whiteouts;
  }

  /** Makes the directory, upon what the layer deleted of that name before. */
  void make(Path root, Path directory) throws IOException {
    boolean deleted = whiteouts.deletes(directory);
    Files.deleteIfExists(directory);
    Files.createDirectory(directory);
    if (deleted) {
      attributes.owner(directory, 0, 0);
      attributes.mode(directory, MODE);
      whiteouts.opaque(directory);
    } else {
      inherit(root.relativize(directory), directory);
    }
  }

  private void inherit(Path name, Path directory) throws IOException {
    for (Path layer : lower) {
      Path covered = layer.resolve(name);
      if (Files.isDirectory(covered, LinkOption.NOFOLLOW_LINKS)) {
        attributes.copy(covered, directory);
        return;
      }
    }
    attributes.owner(directory, 0, 0);
    attributes.mode(directory, MODE);
  }
}
