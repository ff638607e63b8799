package dev.keelson.bootstrap.revision;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import dev.keelson.bootstrap.failure.FileException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * keelson's own directory and, inside it, the list of all directories that keelson made on the
 * node, so that reset knows which to take away. A directory is on the list before it is made.
 */
public final class StateDirectory {
  private static final String LIST = "made-directories";

  private final Path state;

  /** The state directory at that path, which need not exist yet. */
  public StateDirectory(Path state) {
    this.state = state;
  }

  /**
   * Makes it, and the directories above it that are missing. They appear all at once by a rename,
   * the list of them inside, so that no kill leaves one that is on no list.
   */
  public void make() {
    if (Files.isDirectory(state)) {
      return;
    }
    Path top = state;
    while (!Files.exists(top.resolveSibling(""))) {
      top = top.resolveSibling("");
    }
    Path nursery = outOfSight(top);
    Path inside = nursery.resolve(top.relativize(state));
    FileTree.delete(nursery);
    try {
      makeWithParents(nursery);
      makeWithParents(inside);
      Files.setAttribute(inside, "unix:mode", 0700);
      writeList(inside, above(top));
      Files.move(nursery, top, ATOMIC_MOVE);
      DurableFile.syncDirectory(top.resolveSibling(""));
    } catch (IOException e) {
      throw new FileException("make", state, e);
    }
  }

  /**
   * Removes it and the directories above it that were made for it and hold nothing else. They
   * disappear all at once by a rename; what a kill leaves of them then, {@link #remains} finds.
   */
  public void remove() {
    if (!Files.isDirectory(state)) {
      return;
    }
    var made = made();
    Path top = state;
    try {
      for (Path above = top.resolveSibling(""); made.contains(above) && isAlone(top); ) {
        top = above;
        above = top.resolveSibling("");
      }
      Files.move(top, outOfSight(top), ATOMIC_MOVE);
      DurableFile.syncDirectory(top.resolveSibling(""));
    } catch (IOException e) {
      throw new FileException("remove", top, e);
    }
    FileTree.delete(outOfSight(top));
  }

  /** What an interrupted {@link #make} or {@link #remove} may have left; it may not be there. */
  public List<Path> remains() {
    var remains = new ArrayList<Path>();
    for (Path p = state; p.getFileName() != null; p = p.resolveSibling("")) {
      remains.add(outOfSight(p));
    }
    return remains;
  }

  private static boolean isAlone(Path path) throws IOException {
    try (var siblings = Files.list(path.resolveSibling(""))) {
      return siblings.allMatch(path::equals);
    }
  }

  private static Path outOfSight(Path path) {
    return path.resolveSibling("." + path.getFileName() + ".keelson-new");
  }

  private List<Path> above(Path top) {
    var made = new ArrayList<Path>();
    for (Path p = state; !p.equals(top.resolveSibling("")); p = p.resolveSibling("")) {
      made.addFirst(p);
    }
    return made;
  }

  /** Puts directories that are about to be made on the list. */
  public void willMake(List<Path> directories) {
    var list = new ArrayList<>(made());
    directories.stream().filter(d -> !list.contains(d)).forEach(list::add);
    try {
      writeList(state, list);
    } catch (IOException e) {
      throw new FileException("write", state.resolve(LIST), e);
    }
  }

  /** The directories keelson made, or was about to make, those above before those below. */
  public List<Path> made() {
    Path list = state.resolve(LIST);
    try {
      return Files.exists(list)
          ? Files.readAllLines(list).stream().map(Path::of).toList()
          : List.of();
    } catch (IOException e) {
      throw new FileException("read", list, e);
    }
  }

  /** Makes a directory of mode 0700 below the state directory, with those above it. */
  static void make(Path directory) {
    try {
      makeWithParents(directory);
    } catch (IOException e) {
      throw new FileException("make", directory, e);
    }
  }

  private static void makeWithParents(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    makeWithParents(directory.resolveSibling(""));
    var mode0700 =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    try {
      Files.createDirectory(directory, mode0700);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
    DurableFile.syncDirectory(directory.resolveSibling(""));
  }

  private static void writeList(Path state, List<Path> list) throws IOException {
    var lines = String.join("\n", list.stream().map(Path::toString).toList()) + "\n";
    DurableFile.replace(
        state.resolve(LIST), state.resolve("." + LIST), Bytes.utf8(lines), 0600, Owner.ofProcess());
    DurableFile.syncDirectory(state);
  }
}
