package dev.keelson.runtime.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The kernel's {@code net.ipv4.tcp_migrate_req} (Linux 5.14): while it is 1, connections that wait
 * in a listener which closes move to another one of its group. It is on while any port changes
 * hands and is put back afterwards; what it was is kept in a file, so that a runtime which is
 * killed meanwhile leaves its successor to do so. Safe for any thread.
 */
public final class ConnectionMigration {
  private static final Path SETTING = Path.of("/proc/sys/net/ipv4/tcp_migrate_req");

  private final Path setting;
  private final Path kept;
  private int users;

  /**
   * For this machine.
   *
   * @param kept where the former value is kept meanwhile
   */
  public ConnectionMigration(Path kept) {
    this(SETTING, kept);
  }

  /**
   * For another network namespace than this process's, or none.
   *
   * @param setting its file
   * @param kept where the former value is kept meanwhile
   */
  public ConnectionMigration(Path setting, Path kept) {
    this.setting = setting;
    this.kept = kept;
  }

  /** Puts back what an earlier runtime could not. */
  public synchronized void recover() throws IOException {
    if (users == 0) {
      restore();
    }
  }

  /**
   * Switches it on for one more handover.
   *
   * @throws IOException when the kernel has no such setting, or this process may not change it
   */
  public synchronized void begin() throws IOException {
    if (users == 0) {
      byte[] former = Files.readAllBytes(setting);
      if (!Files.exists(kept)) {
        DurableFiles.write(kept, former);
      }
      Files.write(setting, "1\n".getBytes(StandardCharsets.US_ASCII));
    }
    users++;
  }

  /** One handover is over; after the last it is as it was. */
  public synchronized void end() throws IOException {
    users--;
    if (users == 0) {
      restore();
    }
  }

  private void restore() throws IOException {
    try {
      Files.write(setting, Files.readAllBytes(kept));
      Files.deleteIfExists(kept);
    } catch (NoSuchFileException _) {
      // Nobody has changed it.
    }
  }
}
