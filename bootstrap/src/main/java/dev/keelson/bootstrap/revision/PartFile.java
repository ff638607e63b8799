package dev.keelson.bootstrap.revision;

import java.nio.file.Path;

/**
 * One file the node should have.
 *
 * @param path absolute, on the node
 * @param mode permission bits, such as 0600
 */
public record PartFile(Path path, int mode, Owner owner, Sensitivity sensitivity, Bytes content) {
  public PartFile {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("the path of a part's file is absolute, not " + path);
    }
  }

  /** A file of root's that anybody may read: mode 0644. */
  public static PartFile readable(Path path, Bytes content) {
    return new PartFile(path, 0644, Owner.ROOT, Sensitivity.PUBLIC, content);
  }

  /** A file of root's alone, shown to nobody: mode 0600. */
  public static PartFile secret(Path path, Bytes content) {
    return new PartFile(path, 0600, Owner.ROOT, Sensitivity.SECRET, content);
  }
}
