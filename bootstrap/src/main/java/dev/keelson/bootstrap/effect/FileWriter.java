package dev.keelson.bootstrap.effect;

import dev.keelson.bootstrap.failure.FileException;
import dev.keelson.bootstrap.revision.DurableFile;
import dev.keelson.bootstrap.revision.FileTree;
import dev.keelson.bootstrap.revision.PartDirectory;
import dev.keelson.bootstrap.revision.PartFile;
import dev.keelson.bootstrap.revision.StateDirectory;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;

/** The only writer of what a revision lists. */
final class FileWriter {
  private final Path watched;
  private final StateDirectory state;

  /**
   * A writer that notes the directories it makes.
   *
   * @param watched the manifest directory, in which nothing half-written may ever be seen
   */
  FileWriter(Path watched, StateDirectory state) {
    this.watched = watched;
    this.state = state;
  }

  void execute(Effect.OnFiles effect) {
    switch (effect) {
      case Effect.EnsureDirectory(PartDirectory directory) -> ensure(directory);
      case Effect.WriteFile(PartFile file) -> write(file);
      case Effect.DeleteFile(Path path) -> deleteFile(path);
      case Effect.DeleteTree(Path path) -> FileTree.delete(path);
      case Effect.DeleteEmptyDirectory(Path path) -> deleteEmpty(path);
      case Effect.RemoveState _ -> state.remove();
      case Effect.Unmount(Path path) -> Mounts.unmount(path);
    }
  }

  /** One at a time: two parts often want the same directory, and the list has one writer. */
  private synchronized void ensure(PartDirectory directory) {
    var missing = new ArrayList<Path>();
    for (Path p = directory.path(); !Files.isDirectory(p); p = p.resolveSibling("")) {
      missing.addFirst(p);
    }
    if (missing.isEmpty()) {
      return;
    }
    state.make();
    state.willMake(missing);
    for (Path path : missing) {
      make(path, directory);
    }
  }

  private static void make(Path path, PartDirectory like) {
    try {
      Files.createDirectory(path);
      DurableFile.setOwner(path, like.owner());
      Files.setAttribute(path, "unix:mode", like.mode());
      DurableFile.syncDirectory(path.resolveSibling(""));
    } catch (IOException e) {
      throw new FileException("make the directory", path, e);
    }
  }

  private void write(PartFile file) {
    Path target = file.path();
    try {
      var temporary = temporary(target);
      DurableFile.replace(target, temporary, file.content(), file.mode(), file.owner());
      DurableFile.syncDirectory(target.resolveSibling(""));
    } catch (IOException e) {
      throw new FileException("write", target, e);
    }
  }

  /**
   * Beside the file, by a name that is always the same, so that the next try overwrites it; for a
   * watched file one directory up, unless that is another file system, where a rename is none.
   */
  private Path temporary(Path target) throws IOException {
    Path directory = target.resolveSibling("");
    if (directory.equals(watched)) {
      Path above = watched.resolveSibling("");
      if (device(above).equals(device(watched))) {
        return TemporaryName.of(above.resolve(target.getFileName()));
      }
    }
    return TemporaryName.of(target);
  }

  private static Object device(Path path) throws IOException {
    return Files.getAttribute(path, "unix:dev");
  }

  private void deleteFile(Path path) {
    try {
      Files.deleteIfExists(path);
      Files.deleteIfExists(TemporaryName.of(path));
      if (path.startsWith(watched)) {
        Files.deleteIfExists(TemporaryName.of(watched.resolveSibling(path.getFileName())));
      }
      DurableFile.syncDirectoryIfThere(path.resolveSibling(""));
    } catch (IOException e) {
      throw new FileException("remove", path, e);
    }
  }

  private static void deleteEmpty(Path path) {
    try {
      Files.deleteIfExists(path);
      DurableFile.syncDirectoryIfThere(path.resolveSibling(""));
    } catch (DirectoryNotEmptyException | NoSuchFileException _) {
      // Holds something of the user's, which the plan names; or went with its parent.
    } catch (IOException e) {
      throw new FileException("remove", path, e);
    }
  }
}
