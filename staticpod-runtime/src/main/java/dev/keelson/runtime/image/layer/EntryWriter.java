package dev.keelson.runtime.image.layer;

import dev.keelson.runtime.image.tar.TarEntry;
import dev.keelson.runtime.linux.Errno;
import dev.keelson.runtime.linux.Nodes;
import dev.keelson.runtime.linux.SystemCallException;
import dev.keelson.runtime.linux.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the files of one layer. */
final class EntryWriter {
  private static final int BUFFER = 1 << 16;
  private final RootedTree tree;
  private final Attributes attributes;
  private final Whiteouts whiteouts;
  private final LinkedHashMap<Path, TarEntry> directories = new LinkedHashMap<>();
  private final byte[] buffer = new byte[BUFFER];

  EntryWriter(RootedTree tree, Attributes attributes, Whiteouts whiteouts) {
    this.tree = tree;
    this.attributes = attributes;
    this.whiteouts = whiteouts;
  }

  /** Makes the file of an entry; a directory gets mode and time only by {@link #finish()}. */
  void write(TarEntry entry, InputStream content) throws IOException {
    Path place = tree.place(entry.name(), RootedTree.parts(entry.name()));
    switch (entry.type()) {
      case DIRECTORY -> {
        directory(place);
        directories.put(place, entry);
      }
      case FILE -> {
        vacate(entry, place);
        copy(content, place);
        attributes.apply(entry, place);
        attributes.time(place, entry.modified());
      }
      case SYMBOLIC_LINK -> {
        vacate(entry, place);
        symbolicLink(entry, place);
        attributes.apply(entry, place);
        attributes.time(place, entry.modified());
      }
      case HARD_LINK -> hardLink(entry, place);
      case FIFO -> {
        vacate(entry, place);
        Nodes.fifo(place);
        attributes.apply(entry, place);
        attributes.time(place, entry.modified());
      }
      case CHARACTER_DEVICE -> device(entry, place);
      case BLOCK_DEVICE -> {
        // No container may open one unless it is given it, and then by a node in its own /dev.
      }
    }
  }

  /** Gives the directories their attributes, now that nothing is written into them any more. */
  void finish() throws IOException {
    for (Map.Entry<Path, TarEntry> directory : directories.reversed().entrySet()) {
      attributes.apply(directory.getValue(), directory.getKey());
      attributes.time(directory.getKey(), directory.getValue().modified());
    }
  }

  /** Makes a directory, or keeps the one this layer has. */
  void directory(Path place) throws IOException {
    Optional<BasicFileAttributes> present = RootedTree.attributes(place);
    if (present.isPresent() && present.get().isDirectory()) {
      return;
    }
    boolean deleted = whiteouts.deletes(place);
    if (present.isPresent()) {
      Files.delete(place);
      tree.changed();
    }
    Files.createDirectory(place);
    if (deleted) {
      whiteouts.opaque(place);
    }
  }

  private static void symbolicLink(TarEntry entry, Path place) throws IOException {
    try {
      Files.createSymbolicLink(place, Path.of(entry.linkName()));
    } catch (FileSystemException e) {
      if (entry.linkName().isEmpty()) {
        throw new LayerException(entry.name(), "is a symbolic link to nothing");
      }
      throw e;
    }
  }

  private void hardLink(TarEntry entry, Path place) throws IOException {
    List<String> target = RootedTree.parts(entry.linkName());
    Path existing = tree.place(entry.linkName(), target);
    if (existing.equals(place)) {
      return;
    }
    Optional<BasicFileAttributes> found = RootedTree.attributes(existing);
    if (found.isEmpty()
        || found.get().isDirectory()
        || Whiteouts.isWhiteout(existing, found.get())) {
      throw new LayerException(
          entry.name(), "is a hard link to \"" + entry.linkName() + "\", which the layer has not");
    }
    vacate(entry, place);
    Files.createLink(place, existing);
  }

  private void device(TarEntry entry, Path place) throws IOException {
    if (!DeviceNodes.isHarmless(entry.deviceMajor(), entry.deviceMinor())) {
      return;
    }
    vacate(entry, place);
    try {
      Nodes.character(place, entry.deviceMajor(), entry.deviceMinor());
    } catch (SystemCallException e) {
      if (e.errno() == Errno.EPERM) {
        return; // Not ours to make; every container has them in its /dev.
      }
      throw e;
    }
    attributes.apply(entry, place);
    attributes.time(place, entry.modified());
  }

  /** Removes what an earlier entry of this layer put there: the later one wins. */
  private void vacate(TarEntry entry, Path place) throws IOException {
    if (place.equals(tree.root())) {
      throw new LayerException(entry.name(), "is no directory but stands for the image's root");
    }
    whiteouts.retract(place);
    Optional<BasicFileAttributes> present = RootedTree.attributes(place);
    if (present.isPresent()) {
      Trees.delete(place);
      directories.keySet().removeIf(directory -> directory.startsWith(place));
      tree.changed();
    }
  }

  private void copy(InputStream content, Path place) throws IOException {
    try (OutputStream out =
        Files.newOutputStream(
            place,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS)) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        out.write(buffer, 0, read);
      }
    }
  }
}
