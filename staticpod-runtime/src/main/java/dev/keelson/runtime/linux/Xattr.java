package dev.keelson.runtime.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Extended attributes of all name spaces, which {@code java.nio.file} has only for {@code user}.
 * Symbolic links are not followed.
 */
public final class Xattr {
  private static final int ENODATA = 61;
  private static final int MAX_VALUE = 65536;
  private static final SystemCall SET =
      SystemCall.of(
          "lsetxattr",
          ValueLayout.ADDRESS,
          ValueLayout.ADDRESS,
          ValueLayout.ADDRESS,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_INT);
  private static final SystemCall GET =
      SystemCall.of(
          "lgetxattr",
          ValueLayout.ADDRESS,
          ValueLayout.ADDRESS,
          ValueLayout.ADDRESS,
          ValueLayout.JAVA_LONG);

  private Xattr() {}

  /** Sets the attribute, making it or replacing its value. */
  public static void set(Path path, String name, byte[] value) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(Math.max(1, value.length));
      MemorySegment.copy(value, 0, bytes, ValueLayout.JAVA_BYTE, 0, value.length);
      SET.call(
          name + " of " + path,
          arena.allocateFrom(path.toString()),
          arena.allocateFrom(name),
          bytes,
          (long) value.length,
          0);
    }
  }

  /** The attribute's value; empty where there is none or the file system has no attributes. */
  public static Optional<byte[]> get(Path path, String name) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(MAX_VALUE);
      int length =
          GET.call(
              name + " of " + path,
              arena.allocateFrom(path.toString()),
              arena.allocateFrom(name),
              bytes,
              (long) MAX_VALUE);
      return Optional.of(bytes.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
    } catch (SystemCallException e) {
      if (e.number() == ENODATA || e.errno() == Errno.EOPNOTSUPP) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
