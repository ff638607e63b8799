package dev.keelson.bootstrap.revision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The numeric owner of a file. */
public record Owner(int uid, int gid) {
  public static final Owner ROOT = new Owner(0, 0);

  private static final Owner PROCESS = of(Path.of("/proc/self"));

  /** Who this process runs as: the owner of what it keeps for itself. */
  public static Owner ofProcess() {
    return PROCESS;
  }

  private static Owner of(Path path) {
    try {
      return new Owner(
          (int) Files.getAttribute(path, "unix:uid"), (int) Files.getAttribute(path, "unix:gid"));
    } catch (IOException e) {
      throw new IllegalStateException("Linux always shows a process its own directory", e);
    }
  }
}
