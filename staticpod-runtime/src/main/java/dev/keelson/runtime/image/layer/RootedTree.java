package dev.keelson.runtime.image.layer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the place of an entry below one directory as {@code chroot} would: links among the parents
 * are followed, but their targets are read from that directory as root, so no name leads out.
 */
final class RootedTree {
  private static final int MAX_LINKS = 40;
  private static final int MAX_CACHED = 4096;

  private final Path root;
  private final ImplicitDirectories implicit;
  private final Map<List<String>, Path> resolved = new HashMap<>();

  RootedTree(Path root, ImplicitDirectories implicit) {
    this.root = root;
    this.implicit = implicit;
  }

  Path root() {
    return root;
  }

  /** Name parts of an entry: leading slashes and dots dropped, empty for the root itself. */
  static List<String> parts(String name) throws LayerException {
    List<String> parts = new ArrayList<>();
    for (String part : name.split("/", -1)) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          throw new LayerException(name, "leads out of the image's root");
        }
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return parts;
  }

  /** Where the entry belongs; its parents are made where the layer does not name them. */
  Path place(String name, List<String> parts) throws IOException {
    if (parts.isEmpty()) {
      return root;
    }
    try {
      return directory(name, parts.subList(0, parts.size() - 1)).resolve(parts.getLast());
    } catch (InvalidPathException e) {
      throw new LayerException(
          name, "cannot be written in this locale; start keelson with LC_ALL=C.UTF-8");
    }
  }

  /** Forgets what was found out, after anything but a plain addition. */
  void changed() {
    resolved.clear();
  }

  private Path directory(String name, List<String> parts) throws IOException {
    Path known = resolved.get(parts);
    if (known != null) {
      return known;
    }
    Path found = walk(name, parts);
    if (resolved.size() >= MAX_CACHED) {
      resolved.clear();
    }
    resolved.put(List.copyOf(parts), found);
    return found;
  }

  private Path walk(String name, List<String> parts) throws IOException {
    Deque<String> ahead = new ArrayDeque<>(parts);
    Deque<Path> above = new ArrayDeque<>();
    Path here = root;
    int links = 0;
    while (!ahead.isEmpty()) {
      String part = ahead.removeFirst();
      if (part.equals("..")) {
        here = above.isEmpty() ? root : above.removeLast();
        continue;
      }
      Path next = here.resolve(part);
      Optional<BasicFileAttributes> found = attributes(next);
      if (found.isPresent() && found.get().isSymbolicLink()) {
        if (++links > MAX_LINKS) {
          throw new LayerException(name, "goes through too many symbolic links");
        }
        String target = Files.readSymbolicLink(next).toString();
        if (target.startsWith("/")) {
          above.clear();
          here = root;
        }
        prepend(ahead, target);
        continue;
      }
      if (found.isEmpty() || Whiteouts.isWhiteout(next, found.get())) {
        implicit.make(root, next);
      } else if (!found.get().isDirectory()) {
        throw new LayerException(
            name,
            "needs a directory where the layer has a file, at \"/" + root.relativize(next) + "\"");
      }
      above.addLast(here);
      here = next;
    }
    return here;
  }

  private static void prepend(Deque<String> ahead, String target) {
    List<String> parts = List.of(target.split("/", -1));
    for (String part : parts.reversed()) {
      if (!part.isEmpty() && !part.equals(".")) {
        ahead.addFirst(part);
      }
    }
  }

  static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty(); // The usual case, and an exception costs more than this question.
    }
    try {
      return Optional.of(
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }
}
