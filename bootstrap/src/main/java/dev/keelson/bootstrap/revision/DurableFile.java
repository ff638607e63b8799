package dev.keelson.bootstrap.revision;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files that are there whole or not at all, whenever the machine loses its power: written beside,
 * flushed, renamed over, and the directory flushed.
 */
public final class DurableFile {
  private DurableFile() {}

  /**
   * Replaces {@code target}, or makes it; whoever reads meanwhile sees the old content or the new.
   *
   * @param temporary a path on the same file system that nobody watches; what is there is removed
   */
  public static void replace(Path target, Path temporary, Bytes content, int mode, Owner owner)
      throws IOException {
    write(temporary, content, mode, owner);
    Files.move(temporary, target, ATOMIC_MOVE);
  }

  /** Flushes names: makes the creations, renames and removals in that directory last. */
  public static void syncDirectory(Path directory) throws IOException {
    try (var channel = FileChannel.open(directory, READ)) {
      channel.force(true);
    }
  }

  /** Flushes the names in that directory, where it is still there. */
  public static void syncDirectoryIfThere(Path directory) throws IOException {
    try {
      syncDirectory(directory);
    } catch (NoSuchFileException _) {
      // Removed together with all it held, which its own parent's flush makes last.
    }
  }

  private static void write(Path file, Bytes content, int mode, Owner owner) throws IOException {
    Files.deleteIfExists(file);
    var private0600 =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var channel = FileChannel.open(file, Set.of(CREATE_NEW, WRITE), private0600)) {
      var buffer = ByteBuffer.wrap(content.toArray());
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      setOwner(file, owner);
      Files.setAttribute(file, "unix:mode", mode);
      channel.force(true);
    } catch (IOException e) {
      discard(file, e);
      throw e;
    }
  }

  /**
   * Gives a file or directory to {@code owner}, where it is not that owner's already. Only root can
   * give something away: what another user makes stays that user's.
   */
  public static void setOwner(Path path, Owner owner) throws IOException {
    if (Owner.ofProcess().uid() != Owner.ROOT.uid()) {
      return;
    }
    if (!Files.getAttribute(path, "unix:uid").equals(owner.uid())) {
      Files.setAttribute(path, "unix:uid", owner.uid());
    }
    if (!Files.getAttribute(path, "unix:gid").equals(owner.gid())) {
      Files.setAttribute(path, "unix:gid", owner.gid());
    }
  }

  private static void discard(Path file, IOException first) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      first.addSuppressed(e);
    }
  }
}
