package dev.keelson.runtime.image.layer;

import dev.keelson.runtime.image.tar.TarEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The entries of a layer that delete something of the layers below, by their names. */
final class Deletions {
  private static final String DELETION = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";

  /** What aufs, which this notation is from, kept for itself. */
  private static final String RESERVED = ".wh..wh.";

  private final RootedTree tree;
  private final EntryWriter writer;
  private final Whiteouts whiteouts;

  Deletions(RootedTree tree, EntryWriter writer, Whiteouts whiteouts) {
    this.tree = tree;
    this.writer = writer;
    this.whiteouts = whiteouts;
  }

  /** Does what the entry says, if it is one of these, and tells whether it was. */
  boolean take(TarEntry entry) throws IOException {
    List<String> parts = RootedTree.parts(entry.name());
    if (parts.isEmpty() || !parts.getLast().startsWith(DELETION)) {
      return parts.stream().anyMatch(part -> part.startsWith(RESERVED));
    }
    List<String> directory = parts.subList(0, parts.size() - 1);
    String name = parts.getLast();
    if (name.equals(OPAQUE)) {
      opaque(entry.name(), directory);
    } else if (!name.startsWith(RESERVED)) {
      delete(entry.name(), directory, name.substring(DELETION.length()));
    }
    return true;
  }

  /** Deletes a name of the layers below, unless this layer has it itself. */
  private void delete(String entry, List<String> directory, String name) throws IOException {
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      throw new LayerException(entry, "deletes no name");
    }
    List<String> parts = new ArrayList<>(directory);
    parts.add(name);
    Path place = tree.place(entry, parts);
    if (whiteouts.deletes(place)) {
      return;
    }
    Optional<BasicFileAttributes> present = RootedTree.attributes(place);
    if (present.isEmpty()) {
      whiteouts.delete(place);
      tree.changed();
    } else if (present.get().isDirectory()) {
      whiteouts.opaque(place);
    }
  }

  /** Hides what the layers below have in a directory. */
  private void opaque(String entry, List<String> directory) throws IOException {
    Path place = tree.place(entry, directory);
    writer.directory(place);
    whiteouts.opaque(place);
  }
}
