package dev.keelson.runtime.image.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** An archive that is a directory. */
record DirectoryFiles(Path path) implements ArchiveFiles {
  @Override
  public boolean has(String name) {
    Path file = path.resolve(name).normalize();
    return file.startsWith(path.normalize()) && Files.isRegularFile(file);
  }

  @Override
  public long size(String name) throws IOException {
    return Files.size(path.resolve(name));
  }

  @Override
  public Optional<InputStream> open(String name) throws IOException {
    return has(name) ? Optional.of(Files.newInputStream(path.resolve(name))) : Optional.empty();
  }
}
