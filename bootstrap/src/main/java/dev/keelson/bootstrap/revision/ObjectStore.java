package dev.keelson.bootstrap.revision;

import dev.keelson.bootstrap.failure.FileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;

/**
 * Contents by their SHA-256, each in a file of mode 0600. An object is there whole or not at all,
 * and never changes.
 */
public final class ObjectStore {
  private final Path directory;

  /** The store in that directory, which exists. */
  public ObjectStore(Path directory) {
    this.directory = directory;
  }

  /** Keeps them all; when this returns they survive a power cut. */
  public void putAll(Collection<Bytes> contents) {
    try {
      for (Bytes content : contents) {
        put(content);
      }
      DurableFile.syncDirectory(directory);
    } catch (IOException e) {
      throw new FileException("keep an object in", directory, e);
    }
  }

  private void put(Bytes content) throws IOException {
    String sha256 = content.sha256();
    Path object = directory.resolve(sha256);
    if (!Files.exists(object)) {
      var temporary = directory.resolve("." + sha256);
      DurableFile.replace(object, temporary, content, 0600, Owner.ofProcess());
    }
  }

  /**
   * The content of that hash.
   *
   * @throws RevisionException where it is missing or not what its name says
   */
  public Bytes get(String sha256) {
    Path object = directory.resolve(sha256);
    try {
      Bytes content = Bytes.of(Files.readAllBytes(object));
      if (!content.sha256().equals(sha256)) {
        throw new RevisionException(
            "the object " + object + " is damaged: its content is not what its name says", null);
      }
      return content;
    } catch (NoSuchFileException e) {
      throw new RevisionException("the object " + object + " is missing", e);
    } catch (IOException e) {
      throw new FileException("read", object, e);
    }
  }

  /** Removes every object but those, and what an interrupted write left. */
  public void retain(Set<String> hashes) {
    try (var names = Files.newDirectoryStream(directory)) {
      for (Path object : names) {
        if (!hashes.contains(object.getFileName().toString())) {
          Files.deleteIfExists(object);
        }
      }
      DurableFile.syncDirectory(directory);
    } catch (IOException e) {
      throw new FileException("remove old objects from", directory, e);
    }
  }
}
