package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.image.local.Images;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the embedded engine works with.
 *
 * @param stateDir what outlives a reboot: {@code /var/lib/keelson/engine}
 * @param runDir what belongs to this boot: {@code /run/keelson/engine}
 * @param runc the OCI runtime
 * @param conmon the monitor
 * @param images of this node
 */
public record EmbeddedConfig(Path stateDir, Path runDir, Path runc, Path conmon, Images images) {
  private static final List<String> PLACES =
      List.of(
          "/usr/local/sbin",
          "/usr/local/bin",
          "/usr/sbin",
          "/usr/bin",
          "/sbin",
          "/bin",
          "/usr/libexec/podman");

  /**
   * The configuration with the runc and the conmon of this machine.
   *
   * @throws EngineException when one is missing, naming the package to install
   */
  public static EmbeddedConfig locate(Path stateDir, Path runDir, Images images) {
    return new EmbeddedConfig(stateDir, runDir, require("runc"), require("conmon"), images);
  }

  /** Where a program of that name is, in the places where distributions put such programs. */
  public static Optional<Path> program(String name) {
    return PLACES.stream()
        .map(place -> Path.of(place, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Path require(String name) {
    return program(name)
        .orElseThrow(() ->
            new EngineException(
                "the embedded engine needs "
                    + name
                    + ", and none is in "
                    + String.join(", ", PLACES)
                    + "; install the package "
                    + name));
  }
}
