package dev.keelson.bootstrap.pki;

import dev.keelson.bootstrap.failure.FileException;
import dev.keelson.bootstrap.revision.Bytes;
import dev.keelson.bootstrap.revision.DurableFile;
import dev.keelson.bootstrap.revision.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A directory with a file for each key: whole and synced, or not there. Names that begin with a dot
 * are writes that were cut short; they are swept when it is opened.
 *
 * @param owner the process's own, which made the directory
 */
record KeyFiles(Path directory, Owner owner) implements KeyStorage {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final int PRIVATE = 0600;

  static KeyFiles open(Path directory) {
    try {
      Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      Files.setPosixFilePermissions(directory, OWNER_ONLY);
      DurableFile.syncDirectory(directory.resolveSibling(""));
      delete(directory, ".*");
      var uid = (int) Files.getAttribute(directory, "unix:uid");
      return new KeyFiles(
          directory, new Owner(uid, (int) Files.getAttribute(directory, "unix:gid")));
    } catch (IOException e) {
      throw new FileException("open the key journal", directory, e);
    }
  }

  @Override
  public Optional<EncodedKey> read(String name) {
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
      throw new FileException("read the journalled key", file, e);
    }
  }

  @Override
  public void write(String name, Bytes pem) {
    Path file = directory.resolve(name);
    try {
      DurableFile.replace(file, directory.resolve("." + name), pem, PRIVATE, owner);
      DurableFile.syncDirectory(directory);
    } catch (IOException e) {
      throw new FileException("write the key", file, e);
    }
  }

  @Override
  public void delete() {
    try {
      delete(directory, "{*,.*}");
      Files.delete(directory);
      DurableFile.syncDirectory(directory.resolveSibling(""));
    } catch (NoSuchFileException _) {
      // Gone already, which is what was asked for.
    } catch (IOException e) {
      throw new FileException("remove the key journal", directory, e);
    }
  }

  private static void delete(Path directory, String names) throws IOException {
    try (var files = Files.newDirectoryStream(directory, names)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }
}
