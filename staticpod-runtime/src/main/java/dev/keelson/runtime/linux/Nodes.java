package dev.keelson.runtime.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/** Device nodes and named pipes. Making a device needs CAP_MKNOD. */
public final class Nodes {
  private static final int FIFO = 0010000;
  private static final int CHARACTER = 0020000;
  private static final SystemCall MKNOD =
      SystemCall.of("mknod", ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG);

  private Nodes() {}

  /** Makes a character device with permissions 0600. */
  public static void character(Path path, int major, int minor) throws IOException {
    make(path, CHARACTER | 0600, device(major, minor));
  }

  /** Makes a named pipe with permissions 0600. */
  public static void fifo(Path path) throws IOException {
    make(path, FIFO | 0600, 0);
  }

  /** The device number as the kernel packs it, and as the attribute {@code unix:rdev} shows it. */
  public static long device(int major, int minor) {
    return (minor & 0xffL)
        | ((major & 0xfffL) << 8)
        | ((minor & ~0xffL) << 12)
        | ((major & ~0xfffL) << 32);
  }

  /** The major part of a device number. */
  public static int major(long device) {
    return (int) (((device >> 8) & 0xfff) | ((device >> 32) & ~0xfffL));
  }

  /** The minor part of a device number. */
  public static int minor(long device) {
    return (int) ((device & 0xff) | ((device >> 12) & ~0xffL));
  }

  private static void make(Path path, int mode, long device) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MKNOD.call(path, arena.allocateFrom(path.toString()), mode, device);
    }
  }
}
