package dev.keelson.bootstrap.pki;

import dev.keelson.bootstrap.revision.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The journal's directory: a file is there whole and synced, or not at all. Names that begin with a
 * dot are writes that were cut short; they are swept when it is opened.
 */
final class KeyFiles {
  private static final Set<PosixFilePermission> OWNER_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");

  private final Path directory;

  private KeyFiles(Path directory) {
    this.directory = directory;
  }

  static KeyFiles open(Path directory) {
    try {
      Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_DIRECTORY));
      Files.setPosixFilePermissions(directory, OWNER_DIRECTORY);
      sync(directory.toAbsolutePath().getParent());
      try (var torn = Files.newDirectoryStream(directory, ".*")) {
        for (Path file : torn) {
          Files.delete(file);
        }
      }
      return new KeyFiles(directory);
    } catch (IOException e) {
      throw new PkiException(
          "The key journal " + directory + " cannot be opened: " + e + "; is the disk writable?",
          e);
    }
  }

  /** The key in that file; empty where there is no such file. */
  Optional<EncodedKey> read(String name) {
    Path file = directory.resolve(name);
    try {
      var key = PrivateKeys.decode(Bytes.of(Files.readAllBytes(file)));
      if (key.isEmpty()) {
        throw new PkiException(
            "The journalled key " + file + " holds no private key; remove the file and run again.");
      }
      return key;
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new PkiException("The journalled key " + file + " cannot be read: " + e + ".", e);
    }
  }

  void write(String name, Bytes content) {
    Path temporary = directory.resolve("." + name);
    try {
      Files.deleteIfExists(temporary);
      try (var channel =
          FileChannel.open(
              temporary,
              Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
              PosixFilePermissions.asFileAttribute(OWNER_FILE))) {
        for (var bytes = ByteBuffer.wrap(content.toArray()); bytes.hasRemaining(); ) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(temporary, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      sync(directory);
    } catch (IOException e) {
      throw new PkiException(
          "The key " + directory.resolve(name) + " cannot be written: " + e + ".", e);
    }
  }

  void delete() {
    try {
      try (var files = Files.newDirectoryStream(directory, "{*,.*}")) {
        for (Path file : files) {
          Files.delete(file);
        }
      } catch (NoSuchFileException _) {
        return;
      }
      Files.delete(directory);
      sync(directory.toAbsolutePath().getParent());
    } catch (DirectoryNotEmptyException e) {
      throw new PkiException("Something else writes into the key journal " + directory + ".", e);
    } catch (IOException e) {
      throw new PkiException("The key journal " + directory + " cannot be removed: " + e + ".", e);
    }
  }

  private static void sync(@Nullable Path directory) throws IOException {
    if (directory == null) {
      return;
    }
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
