package dev.keelson.runtime.image.layer;

import dev.keelson.runtime.linux.Nodes;
import dev.keelson.runtime.linux.Xattr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.TreeSet;

/**
 * What a layer deletes of those below it: written down, and where {@code overlay} holds also shown
 * in overlayfs's form, a character device 0/0 for a name and an attribute for a directory whose
 * lower content is hidden.
 */
final class Whiteouts {
  static final String OPAQUE_ATTRIBUTE = "trusted.overlay.opaque";
  private static final byte[] YES = {'y'};

  private final Path root;
  private final boolean overlay;
  private final TreeSet<String> names = new TreeSet<>();

  Whiteouts(Path root, boolean overlay) {
    this.root = root;
    this.overlay = overlay;
  }

  /** Whether overlayfs's form can be made in that directory: it needs root and a willing disk. */
  static boolean overlayFormWorksIn(Path directory) throws IOException {
    Path probe = Files.createTempDirectory(directory, "whiteout-");
    Path device = probe.resolve("device");
    try {
      Nodes.character(device, 0, 0);
      Xattr.set(probe, OPAQUE_ATTRIBUTE, YES);
      return true;
    } catch (IOException _) {
      return false;
    } finally {
      Files.deleteIfExists(device);
      Files.delete(probe);
    }
  }

  static boolean isWhiteout(Path path, BasicFileAttributes attributes) throws IOException {
    return attributes.isOther()
        && Long.valueOf(0).equals(Files.getAttribute(path, "unix:rdev", LinkOption.NOFOLLOW_LINKS))
        && (mode(path) & 0170000) == 0020000;
  }

  /** Deletes a name of the layers below; {@code place} does not exist in this layer. */
  void delete(Path place) throws IOException {
    names.add(root.relativize(place).toString());
    if (overlay) {
      Nodes.character(place, 0, 0);
    }
  }

  /** Hides the lower content of a directory of this layer. */
  void opaque(Path directory) throws IOException {
    names.remove(root.relativize(directory).toString());
    names.add(root.relativize(directory) + "/");
    if (overlay) {
      Xattr.set(directory, OPAQUE_ATTRIBUTE, YES);
    }
  }

  /** Whether this layer deleted that name before. */
  boolean deletes(Path place) {
    return names.contains(root.relativize(place).toString());
  }

  /** Takes a deletion back, because the layer has a file of that name itself. */
  void retract(Path place) {
    names.remove(root.relativize(place).toString());
  }

  List<String> names() {
    return List.copyOf(names);
  }

  private static int mode(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
  }
}
