package dev.keelson.bootstrap.effect;

import dev.keelson.bootstrap.failure.FileException;
import dev.keelson.bootstrap.node.MountTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Unmounting, by the program that every Linux has: Java knows no system call for it. */
final class Mounts {
  private static final Path TABLE = Path.of("/proc/self/mountinfo");

  private Mounts() {}

  private static boolean isMounted(Path path) {
    try {
      return MountTable.parse(Files.readString(TABLE)).mountPoints().contains(path);
    } catch (IOException e) {
      throw new FileException("read", TABLE, e);
    }
  }

  static void unmount(Path path) {
    if (!isMounted(path)) {
      // The pods' runtime, or an earlier try, was there before.
      return;
    }
    try {
      var umount = new ProcessBuilder("umount", "--lazy", "--", path.toString());
      Process process = umount.redirectErrorStream(true).start();
      process.getOutputStream().close();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      // Its output has ended, so it is about to exit; "not mounted" is what was wanted.
      if (process.onExit().join().exitValue() != 0 && !said.contains("not mounted")) {
        throw new FileException("unmount", path, new IOException(said.strip()));
      }
    } catch (IOException e) {
      throw new FileException("unmount", path, e);
    }
  }
}
