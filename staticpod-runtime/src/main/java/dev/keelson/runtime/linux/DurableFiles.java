package dev.keelson.runtime.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Writes that a power cut leaves either undone or whole. A thread that is interrupted brings them
 * to their end, and is interrupted still.
 */
public final class DurableFiles {
  private static final String PREFIX = ".keelson-";
  private static final String SUFFIX = ".tmp";

  private DurableFiles() {}

  /** As {@link #write(Path, byte[], String)}, for its owner alone: mode 0600. */
  public static void write(Path file, byte[] bytes) throws IOException {
    write(file, bytes, "rw-------");
  }

  /**
   * Makes {@code file} hold those bytes: a temporary file beside it, fsync, rename, fsync of the
   * directory.
   *
   * @param mode as {@code ls} writes it, such as {@code rw-r--r--}
   */
  public static void write(Path file, byte[] bytes, String mode) throws IOException {
    uninterrupted(() -> writeOnce(file, bytes, mode));
  }

  private static void writeOnce(Path file, byte[] bytes, String mode) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IOException(file + " is no file that can be written");
    }
    Path temporary =
        Files.createTempFile(
            directory,
            PREFIX,
            SUFFIX,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString(mode));
      writeAndSync(temporary, bytes);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
    sync(directory);
  }

  /**
   * Removes what killed writers had begun in a directory, and none had renamed; for who knows that
   * no other writes there now.
   */
  public static void removeUnfinished(Path directory) throws IOException {
    try (var begun = Files.newDirectoryStream(directory, PREFIX + "*" + SUFFIX)) {
      for (Path file : begun) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException _) {
      // Nobody ever wrote there.
    }
  }

  /** Removes a file for good; a success when there is none. */
  public static void delete(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (Files.deleteIfExists(file) && directory != null) {
      syncDirectory(directory);
    }
  }

  /** Makes a directory that anybody may read, with those above it, where there is none. */
  public static void makeDirectories(Path directory) throws IOException {
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
  }

  /** Makes the names in a directory durable. */
  public static void syncDirectory(Path directory) throws IOException {
    uninterrupted(() -> sync(directory));
  }

  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private interface Change {
    void make() throws IOException;
  }

  /**
   * An interrupt closes a channel in the midst of its work; what is asked for is done all the same.
   */
  private static void uninterrupted(Change change) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          change.make();
          return;
        } catch (ClosedByInterruptException _) {
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void writeAndSync(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }
}
