package dev.keelson.runtime.image.layer;

import dev.keelson.runtime.linux.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * An image's unpacked layers made into one tree by copying, for where overlayfs cannot be mounted.
 */
public final class LayerStack {
  private LayerStack() {}

  /**
   * Copies the layers into an empty directory, each upon those below it, with modes, owners, times,
   * hard links and file capabilities.
   *
   * @param layerDirs of the image, lowest first
   */
  public static void copy(List<Path> layerDirs, Path target) throws IOException {
    Attributes attributes = Attributes.ofThisProcess();
    for (Path layer : layerDirs) {
      for (String name : LayerContents.load(layer).whiteouts()) {
        delete(target, name);
      }
      Files.walkFileTree(layer, new LayerCopy(layer, target, attributes));
    }
  }

  /**
   * The target holds what this class put there alone, yet a link of a lower layer may stand where
   * the name has a directory: it is looked up like an entry's, so the deletion stays inside.
   */
  private static void delete(Path target, String name) throws IOException {
    List<String> parts = RootedTree.parts(name);
    if (name.endsWith("/")) {
      Path directory = parts.isEmpty() ? target : target.resolve(String.join("/", parts));
      if (isInside(target, directory) && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
        try (var children = Files.newDirectoryStream(directory)) {
          for (Path child : children) {
            Trees.delete(child);
          }
        }
      }
    } else if (isInside(target, target.resolve(String.join("/", parts)))) {
      Trees.delete(target.resolve(String.join("/", parts)));
    }
  }

  /** Whether all parents are directories and no links. */
  private static boolean isInside(Path target, Path path) throws IOException {
    Path parent = path.equals(target) ? target : path.getParent();
    return parent != null
        && Files.isDirectory(parent)
        && parent.toRealPath().equals(target.toRealPath().resolve(target.relativize(parent)));
  }
}
