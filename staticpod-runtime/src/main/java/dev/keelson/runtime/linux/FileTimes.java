package dev.keelson.runtime.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Times of files of every kind. The JDK opens the file to set them, which on a named pipe waits for
 * somebody to write into it.
 */
public final class FileTimes {
  private static final int AT_FDCWD = -100;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final SystemCall UTIMENSAT =
      SystemCall.of(
          "utimensat",
          ValueLayout.JAVA_INT,
          ValueLayout.ADDRESS,
          ValueLayout.ADDRESS,
          ValueLayout.JAVA_INT);

  private FileTimes() {}

  /**
   * Sets the times of the last access and modification; a symbolic link's own, not its target's.
   */
  public static void set(Path path, Instant time) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment times =
          arena.allocateFrom(
              ValueLayout.JAVA_LONG,
              time.getEpochSecond(),
              time.getNano(),
              time.getEpochSecond(),
              time.getNano());
      UTIMENSAT.call(
          path, AT_FDCWD, arena.allocateFrom(path.toString()), times, AT_SYMLINK_NOFOLLOW);
    }
  }
}
