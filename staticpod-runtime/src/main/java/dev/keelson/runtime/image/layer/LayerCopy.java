package dev.keelson.runtime.image.layer;

import dev.keelson.runtime.linux.Nodes;
import dev.keelson.runtime.linux.Trees;
import dev.keelson.runtime.linux.Xattr;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Copies one unpacked layer upon what is in the target already. */
final class LayerCopy extends SimpleFileVisitor<Path> {
  private final Path layer;
  private final Path target;
  private final Attributes attributes;
  private final Map<Object, Path> linked = new HashMap<>();

  LayerCopy(Path layer, Path target, Attributes attributes) {
    this.layer = layer;
    this.target = target;
    this.attributes = attributes;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes found)
      throws IOException {
    Path copy = counterpart(directory);
    if (!Files.isDirectory(copy, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(copy);
      Files.createDirectory(copy);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
      throws IOException {
    if (failure != null) {
      throw failure;
    }
    attributes.copy(directory, counterpart(directory));
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes found) throws IOException {
    if (Whiteouts.isWhiteout(file, found)) {
      return FileVisitResult.CONTINUE;
    }
    Path copy = counterpart(file);
    Trees.delete(copy);
    Object key = found.fileKey();
    Path first = links(file) > 1 ? linked.putIfAbsent(key, copy) : null;
    if (first != null) {
      Files.createLink(copy, first);
      return FileVisitResult.CONTINUE;
    }
    content(file, copy, found);
    return FileVisitResult.CONTINUE;
  }

  private void content(Path file, Path copy, BasicFileAttributes found) throws IOException {
    if (found.isOther()) {
      node(file, copy);
    } else {
      Files.copy(file, copy, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.REPLACE_EXISTING);
    }
    if (found.isSymbolicLink()) {
      attributes.copyOwnerAndTime(file, copy);
      return;
    }
    attributes.copy(file, copy);
    Optional<byte[]> capability = Xattr.get(file, Attributes.CAPABILITY);
    if (capability.isPresent()) {
      Xattr.set(copy, Attributes.CAPABILITY, capability.get());
    }
  }

  private static void node(Path file, Path copy) throws IOException {
    long device = (Long) Files.getAttribute(file, "unix:rdev", LinkOption.NOFOLLOW_LINKS);
    if (device == 0) {
      Nodes.fifo(copy);
    } else {
      Nodes.character(copy, Nodes.major(device), Nodes.minor(device));
    }
  }

  private Path counterpart(Path path) {
    return target.resolve(layer.relativize(path));
  }

  private static int links(Path file) throws IOException {
    return (Integer) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
  }
}
