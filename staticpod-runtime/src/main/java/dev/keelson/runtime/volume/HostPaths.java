package dev.keelson.runtime.volume;

import dev.keelson.runtime.manifest.VolumeSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Paths of the host, made or checked as {@code hostPath.type} asks, in the kubelet's words. */
final class HostPaths {
  private static final int TYPE_MASK = 0170000;

  private HostPaths() {}

  /** What a path can be, as the kernel's mode bits have it. */
  private enum Kind {
    DIRECTORY(0040000, "directory"),
    FILE(0100000, "file"),
    SOCKET(0140000, "socket file"),
    CHARACTER_DEVICE(0020000, "character device"),
    BLOCK_DEVICE(0060000, "block device"),
    FIFO(0010000, "named pipe");

    private final int bits;
    private final String words;

    Kind(int bits, String words) {
      this.bits = bits;
      this.words = words;
    }

    static Kind of(Path path) throws IOException {
      int mode = (int) Files.getAttribute(path, "unix:mode") & TYPE_MASK;
      for (Kind kind : values()) {
        if (kind.bits == mode) {
          return kind;
        }
      }
      throw new IOException(path + " is of a kind that Linux does not have");
    }
  }

  static Path setUp(VolumeSpec.HostPath volume) throws IOException {
    Path path = Path.of(volume.path());
    switch (volume.type()) {
      // As container engines do for a path that is not there.
      case "" -> {
        if (!Files.exists(path)) {
          PodDirectory.makeDirectory(path, "rwxr-xr-x");
        }
      }
      case "DirectoryOrCreate" -> {
        if (!Files.exists(path)) {
          PodDirectory.makeDirectory(path, "rwxr-xr-x");
        }
        require(Kind.DIRECTORY, path);
      }
      case "FileOrCreate" -> {
        if (!Files.exists(path)) {
          Files.createFile(path);
          Files.setAttribute(path, "unix:mode", 0644);
        }
        require(Kind.FILE, path);
      }
      case "Directory" -> require(Kind.DIRECTORY, path);
      case "File" -> require(Kind.FILE, path);
      case "Socket" -> require(Kind.SOCKET, path);
      case "CharDevice" -> require(Kind.CHARACTER_DEVICE, path);
      case "BlockDevice" -> require(Kind.BLOCK_DEVICE, path);
      default -> throw new IllegalArgumentException("hostPath type " + volume.type());
    }
    return path;
  }

  private static void require(Kind wanted, Path path) throws IOException {
    String words = path + " is not a " + wanted.words;
    if (!Files.exists(path)) {
      throw new VolumeException("hostPath type check failed: " + words + ", it does not exist");
    }
    Kind found = Kind.of(path);
    if (found != wanted) {
      throw new VolumeException("hostPath type check failed: " + words + ", it's a " + found.words);
    }
  }
}
