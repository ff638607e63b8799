package dev.keelson.runtime.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Set;

/** Mounting and unmounting in the mount namespace of this process. */
public final class Mounts {
  private static final int DETACH = 2;
  private static final int PAGE = 4096;

  private Mounts() {}

  /** The flags of mount(2). */
  public enum Flag {
    READ_ONLY(1),
    NO_SUID(2),
    NO_DEV(4),
    NO_EXEC(8),
    REMOUNT(32),
    BIND(4096),
    RECURSIVE(16384),
    PRIVATE(1 << 18),
    SLAVE(1 << 19),
    SHARED(1 << 20);

    private final long bit;

    Flag(long bit) {
      this.bit = bit;
    }
  }

  /** Mounts a file system of that type; {@code data} are its own options. */
  public static void mount(String type, String source, Path target, Set<Flag> flags, String data)
      throws IOException {
    if (data.length() >= PAGE) {
      throw new IOException(
          "mount " + target + ": the options take " + data.length() + " bytes, the limit is 4095");
    }
    try (Arena arena = Arena.ofConfined()) {
      Kernel.call(
          Syscall.MOUNT,
          target,
          arena.allocateFrom(source).address(),
          arena.allocateFrom(target.toString()).address(),
          arena.allocateFrom(type).address(),
          flags.stream().mapToLong(f -> f.bit).reduce(0, (x, y) -> x | y),
          (data.isEmpty() ? MemorySegment.NULL : arena.allocateFrom(data)).address());
    }
  }

  /**
   * Mounts an empty file system in memory.
   *
   * @param sizeBytes 0 for the kernel's own bound, half of the memory
   */
  public static void mountTmpfs(Path target, long sizeBytes) throws IOException {
    String size = sizeBytes == 0 ? "" : "size=" + sizeBytes;
    mount("tmpfs", "tmpfs", target, Set.of(Flag.NO_SUID, Flag.NO_DEV), size);
  }

  /**
   * Mounts an empty file system in huge pages.
   *
   * @param pageBytes of one page
   */
  public static void mountHugePages(Path target, long pageBytes) throws IOException {
    Set<Flag> flags = Set.of(Flag.NO_SUID, Flag.NO_DEV);
    mount("hugetlbfs", "nodev", target, flags, "pagesize=" + pageBytes);
  }

  /** Shows a file or directory at another place too. */
  public static void bind(String source, Path target) throws IOException {
    mount("none", source, target, Set.of(Flag.BIND), "");
  }

  /** Takes the mount away at once; who still uses it keeps it. False when nothing is mounted. */
  public static boolean detach(Path target) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      Kernel.call(Syscall.UMOUNT2, target, arena.allocateFrom(target.toString()).address(), DETACH);
      return true;
    } catch (SystemCallException e) {
      if (e.errno() == Errno.EINVAL || e.errno() == Errno.ENOENT) {
        return false;
      }
      throw e;
    }
  }
}
