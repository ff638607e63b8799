package dev.keelson.bootstrap.node;

import dev.keelson.bootstrap.revision.Bytes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reading a node, never changing it. Two implementations: the machine's files, and files that are
 * only planned laid over another view. Every method may throw {@link java.io.UncheckedIOException}
 * with the path where the file system fails.
 */
public interface NodeView {
  /** The content of a regular file; empty where there is none. */
  Optional<Bytes> read(Path file);

  /** Whether there is anything at that path. */
  boolean exists(Path path);

  /** The names in a directory, sorted; none where there is no directory. */
  List<String> list(Path directory);
}
