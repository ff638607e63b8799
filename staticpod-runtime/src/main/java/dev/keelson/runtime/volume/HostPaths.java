package dev.keelson.runtime.volume;

import dev.keelson.runtime.manifest.VolumeSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Paths of the host, made or checked as {@code hostPath.type} asks. */
final class HostPaths {
  private static final int TYPE_MASK = 0170000;
  private static final int SOCKET = 0140000;
  private static final int BLOCK_DEVICE = 0060000;
  private static final int CHAR_DEVICE = 0020000;

  private HostPaths() {}

  static Path setUp(VolumeSpec.HostPath volume) throws IOException {
    Path path = Path.of(volume.path());
    switch (volume.type()) {
      // As container engines do for a path that is not there.
      case "", "DirectoryOrCreate" -> {
        if (volume.type().isEmpty() ? !Files.exists(path) : !Files.isDirectory(path)) {
          PodDirectory.makeDirectory(path, "rwxr-xr-x");
        }
      }
      case "Directory" -> require(Files.isDirectory(path), volume);
      case "FileOrCreate" -> {
        if (!Files.exists(path)) {
          Files.writeString(path, "");
        }
        require(Files.isRegularFile(path), volume);
      }
      case "File" -> require(Files.isRegularFile(path), volume);
      case "Socket" -> require(isOf(path, SOCKET), volume);
      case "CharDevice" -> require(isOf(path, CHAR_DEVICE), volume);
      case "BlockDevice" -> require(isOf(path, BLOCK_DEVICE), volume);
      default -> throw new IllegalArgumentException("hostPath type " + volume.type());
    }
    return path;
  }

  private static boolean isOf(Path path, int type) throws IOException {
    return Files.exists(path) && ((int) Files.getAttribute(path, "unix:mode") & TYPE_MASK) == type;
  }

  private static void require(boolean holds, VolumeSpec.HostPath volume) {
    if (!holds) {
      boolean there = Files.exists(Path.of(volume.path()));
      throw new VolumeException(
          "volume "
              + volume.name()
              + ": "
              + volume.path()
              + (there ? " is not a " : " does not exist; the manifest asks for a ")
              + volume.type().replace("OrCreate", ""));
    }
  }
}
