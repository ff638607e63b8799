package dev.keelson.cli.wiring;

import dev.keelson.runtime.config.RuntimePaths;
import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.engine.embedded.EmbeddedConfig;
import dev.keelson.runtime.engine.embedded.EmbeddedEngine;
import dev.keelson.runtime.image.local.Images;
import dev.keelson.runtime.network.CniPaths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The engines by the name that {@code --engine} has. */
final class Engines {
  private Engines() {}

  /** Opens that engine; its classes are loaded only now. */
  static ContainerEngine open(String name, RuntimePaths paths) {
    return switch (name) {
      case "embedded" -> embedded(paths);
      default ->
          throw new CommandFailedException(
              "there is no engine " + name + "; this version has: embedded");
    };
  }

  private static ContainerEngine embedded(RuntimePaths paths) {
    return EmbeddedEngine.open(
        new EmbeddedConfig(
            paths.state().resolve("engine"),
            paths.run().resolve("engine"),
            program("runc"),
            program("conmon"),
            Images.open(paths.images()),
            CniPaths.below(paths.root())));
  }

  private static Path program(String name) {
    String path =
        System.getenv()
            .getOrDefault("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    return Stream.of(path.split(":", -1))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new CommandFailedException(
                "the embedded engine needs "
                    + name
                    + ", which is not in PATH: apt-get install "
                    + name));
  }
}
