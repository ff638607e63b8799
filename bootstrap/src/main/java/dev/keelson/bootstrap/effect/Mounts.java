package dev.keelson.bootstrap.effect;

import dev.keelson.bootstrap.failure.FileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Unmounting, by the program that every Linux has: Java knows no system call for it. */
final class Mounts {
  private Mounts() {}

  static void unmount(Path path) {
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
