package dev.keelson.runtime.image.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** The files of an archive by name, wherever they lie. Any number of threads may read. */
interface ArchiveFiles {
  /** The archive, for messages. */
  Path path();

  boolean has(String name);

  long size(String name) throws IOException;

  /** The file's bytes; empty where the archive has no such file. */
  Optional<InputStream> open(String name) throws IOException;
}
