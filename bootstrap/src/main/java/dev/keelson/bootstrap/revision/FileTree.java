package dev.keelson.bootstrap.revision;

import dev.keelson.bootstrap.failure.FileException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A directory with all below it. */
public final class FileTree {
  private FileTree() {}

  /** Removes it and all below it; symbolic links are removed, never followed. Idempotent. */
  public static void delete(Path root) {
    try {
      Files.walkFileTree(root, new Deletion());
      DurableFile.syncDirectoryIfThere(root.resolveSibling(""));
    } catch (NoSuchFileException _) {
      // Gone already.
    } catch (IOException e) {
      throw new FileException("remove", root, e);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
