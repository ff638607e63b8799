package dev.keelson.cli.wiring;

import dev.keelson.runtime.config.RuntimePaths;
import dev.keelson.runtime.engine.ContainerEngine;

/** The engines by the name that {@code --engine} has. */
final class Engines {
  private Engines() {}

  /** Opens that engine; its classes are loaded only now. */
  static ContainerEngine open(String name, RuntimePaths paths) {
    if (!paths.root().isAbsolute()) {
      throw new IllegalArgumentException("a root directory is absolute");
    }
    throw new CommandFailedException(
        "there is no engine " + name + " in this build for " + paths.root());
  }
}
