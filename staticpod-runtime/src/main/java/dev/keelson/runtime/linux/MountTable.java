package dev.keelson.runtime.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is mounted in this process's mount namespace, and the few mounts made for volumes. */
public final class MountTable {
  private static final Path TABLE = Path.of("/proc/self/mountinfo");
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");
  private static final long NO_SUID_NO_DEVICES = 2 | 4;
  private static final int DETACH = 2;

  private MountTable() {}

  /** The links are made when the first mount is. */
  private static final class Calls {
    static final SystemCall MOUNT =
        SystemCall.of("mount", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
    static final SystemCall UNMOUNT = SystemCall.of("umount2", ADDRESS, JAVA_INT);
  }

  /** Every mount point at or below that path, in the order they were mounted. */
  public static List<Path> below(Path path) throws IOException {
    Path root = path.toAbsolutePath().normalize();
    try (var lines = Files.lines(TABLE)) {
      return lines
          .map(line -> Path.of(unescaped(line.split(" ", 6)[4])))
          .filter(mount -> mount.startsWith(root))
          .toList();
    }
  }

  private static String unescaped(String field) {
    return OCTAL
        .matcher(field)
        .replaceAll(
            m -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(m.group(1), 8))));
  }

  /**
   * Mounts an empty file system in memory.
   *
   * @param sizeBytes 0 for the kernel's own bound, half of the memory
   */
  public static void mountTmpfs(Path target, long sizeBytes) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment tmpfs = arena.allocateFrom("tmpfs");
      MemorySegment options = arena.allocateFrom(sizeBytes == 0 ? "" : "size=" + sizeBytes);
      Calls.MOUNT.call(
          target, tmpfs, arena.allocateFrom(target.toString()), tmpfs, NO_SUID_NO_DEVICES, options);
    }
  }

  /** Takes a mount away now; who still uses it keeps it until done. */
  public static void detach(Path target) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      Calls.UNMOUNT.call(target, arena.allocateFrom(target.toString()), DETACH);
    }
  }
}
