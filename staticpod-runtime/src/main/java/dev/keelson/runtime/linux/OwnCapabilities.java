package dev.keelson.runtime.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process may do. */
public final class OwnCapabilities {
  private static final int SYS_ADMIN = 21;

  private OwnCapabilities() {}

  /** Whether it may mount. */
  public static boolean mayMount() throws IOException {
    return (mask() >> SYS_ADMIN & 1) == 1;
  }

  /** The effective capabilities, one bit each, as the kernel numbers them. */
  public static long mask() throws IOException {
    String line =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(l -> l.startsWith("CapEff:"))
            .findFirst()
            .orElseThrow(() -> new IOException("/proc/self/status has no line CapEff"));
    return Long.parseUnsignedLong(line.substring(line.indexOf(':') + 1).strip(), 16);
  }
}
