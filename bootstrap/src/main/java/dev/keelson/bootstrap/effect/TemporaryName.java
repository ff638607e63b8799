package dev.keelson.bootstrap.effect;

import java.nio.file.Path;

/**
 * Where a file is written before it is renamed to its own name: a dot-file, which watchers of
 * manifests ignore.
 */
final class TemporaryName {
  private TemporaryName() {}

  static Path of(Path target) {
    return target.resolveSibling("." + target.getFileName() + ".keelson-new");
  }
}
