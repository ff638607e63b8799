package dev.keelson.runtime.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * A file or directory below another directory, held open, so that whoever may write there cannot
 * put something else in its place. Symbolic links are followed as long as none leads out; the
 * kernel sees to it (openat2, Linux 5.6).
 */
public final class ConfinedPath implements AutoCloseable {
  private static final int HOW_BYTES = 24;
  private static final long PATH_ONLY = 0x200000;
  private static final long CLOSE_ON_EXEC = 0x80000;
  private static final long NO_MAGIC_LINKS = 2;
  private static final long BENEATH = 8;
  private static final int HERE = -100;

  private final int descriptor;

  private ConfinedPath(int descriptor) {
    this.descriptor = descriptor;
  }

  /**
   * The file or directory of that name below {@code root}, whose own links are followed.
   *
   * @throws SystemCallException with {@code EXDEV} where a link leads out, {@code ENOENT} where
   *     nothing is there
   */
  public static ConfinedPath open(Path root, Path relative) throws IOException {
    try (ConfinedPath top = at(HERE, root, 0)) {
      return at(top.descriptor, relative, BENEATH | NO_MAGIC_LINKS);
    }
  }

  /** As {@link #open}; directories that are missing are made, with the permissions of the root. */
  public static ConfinedPath make(Path root, Path relative) throws IOException {
    try {
      return open(root, relative);
    } catch (SystemCallException e) {
      if (e.errno() != Errno.ENOENT) {
        throw e;
      }
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(root);
    Path made = Path.of("");
    for (Path name : relative) {
      Path parent = made;
      made = made.resolve(name);
      try (ConfinedPath _ = open(root, made)) {
        continue;
      } catch (SystemCallException e) {
        if (e.errno() != Errno.ENOENT) {
          throw e;
        }
      }
      try (ConfinedPath directory = open(root, parent)) {
        Path fresh = Files.createDirectory(directory.path().resolve(name));
        Files.setPosixFilePermissions(fresh, permissions);
      }
    }
    return open(root, relative);
  }

  /** An empty path is the directory itself, which the kernel calls by a dot alone. */
  private static ConfinedPath at(int directory, Path path, long resolve) throws IOException {
    String name = path.toString().isEmpty() ? "." : path.toString();
    try (Arena arena = Arena.ofConfined()) {
      // struct open_how: flags, mode, resolve.
      MemorySegment how = arena.allocate(HOW_BYTES, Long.BYTES);
      how.setAtIndex(ValueLayout.JAVA_LONG, 0, PATH_ONLY | CLOSE_ON_EXEC);
      how.setAtIndex(ValueLayout.JAVA_LONG, 2, resolve);
      return new ConfinedPath(
          (int)
              Kernel.call(
                  Syscall.OPENAT2,
                  path,
                  directory,
                  arena.allocateFrom(name).address(),
                  how.address(),
                  HOW_BYTES));
    }
  }

  /** A path that leads to it and nowhere else, in this process, until it is closed. */
  public Path path() {
    return Path.of("/proc/self/fd/" + descriptor);
  }

  @Override
  public void close() {
    Kernel.close(descriptor);
  }
}
