package dev.keelson.runtime.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine calls itself. */
public final class Hostname {
  private Hostname() {}

  /** As {@code gethostname} tells every process of the host's UTS namespace now. */
  public static String current() throws IOException {
    return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
  }
}
