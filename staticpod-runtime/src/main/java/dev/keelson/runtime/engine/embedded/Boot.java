package dev.keelson.runtime.engine.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which boot this is: the kernel's, and the PID namespace whose numbers we see. */
final class Boot {
  private Boot() {}

  static String current() throws IOException {
    return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()
        + " "
        + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
  }
}
