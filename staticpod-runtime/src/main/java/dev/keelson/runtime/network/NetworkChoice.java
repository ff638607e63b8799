package dev.keelson.runtime.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which network pods get: the first configuration by name, as containerd chooses. */
sealed interface NetworkChoice {
  /** That one; every program it needs is there. */
  record Chosen(NetworkConfig config) implements NetworkChoice {}

  /** None, and why, in a sentence that says what to do. */
  record None(String why) implements NetworkChoice {}

  /** Reads the directory as it is now. */
  static NetworkChoice among(CniPaths paths) {
    try {
      List<Path> files = files(paths.configDir());
      return files.isEmpty() ? none(paths) : judged(read(files.getFirst()), paths);
    } catch (NetworkException e) {
      return new None(String.valueOf(e.getMessage()));
    }
  }

  /** The configurations of a directory, in order; none where there is no directory. */
  static List<Path> files(Path directory) {
    try (var inside = Files.list(directory)) {
      return inside
          .filter(f -> f.getFileName().toString().matches(".*\\.(conflist|conf|json)"))
          .filter(f -> !Files.isDirectory(f))
          .sorted()
          .toList();
    } catch (NoSuchFileException | NotDirectoryException _) {
      return List.of();
    } catch (IOException e) {
      throw new NetworkException(directory + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static NetworkConfig read(Path file) {
    try {
      return NetworkConfig.parse(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new NetworkException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static NetworkChoice none(CniPaths paths) {
    return new None(
        "cni plugin not initialized: there is no network configuration in "
            + paths.configDir()
            + "; install a pod network, or run the runtime with --pod-cidr for a bridge of its"
            + " own");
  }

  private static NetworkChoice judged(NetworkConfig config, CniPaths paths) {
    List<String> missing =
        config.types().stream().filter(t -> program(t, paths).isEmpty()).toList();
    if (missing.isEmpty()) {
      return new Chosen(config);
    }
    return new None(
        "the network "
            + config.name()
            + " needs the plugins "
            + String.join(", ", missing)
            + ", which are not in "
            + paths.pluginPlaces()
            + ": apt-get install containernetworking-plugins iptables");
  }

  /** The program of a plugin. */
  static Optional<Path> program(String type, CniPaths paths) {
    if (type.contains("/")) {
      return Optional.empty();
    }
    return paths.pluginDirs().stream()
        .map(d -> d.resolve(type))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
