package dev.keelson.runtime.presence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system's size and free space in KiB. */
record DiskSpace(long totalKi, long availableKi) {
  static DiskSpace of(Path path) {
    try {
      FileStore store = Files.getFileStore(path);
      return new DiskSpace(store.getTotalSpace() / 1024, store.getUsableSpace() / 1024);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the size of the file system of " + path, e);
    }
  }
}
