package dev.keelson.runtime.image.layer;

import dev.keelson.runtime.image.tar.TarEntry;
import dev.keelson.runtime.image.tar.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Unpacks one layer into an empty directory. Whiteouts take overlayfs's form where that can be made
 * and are listed in any case; device nodes are left out but for the few that every container may
 * use. For any number of threads, a directory each.
 */
public final class LayerUnpacker {
  private final boolean overlay;
  private final Attributes attributes;

  private LayerUnpacker(boolean overlay, Attributes attributes) {
    this.overlay = overlay;
    this.attributes = attributes;
  }

  /**
   * An unpacker for directories on the file system of {@code scratch}, where it tries what works.
   */
  public static LayerUnpacker probe(Path scratch) throws IOException {
    return new LayerUnpacker(Whiteouts.overlayFormWorksIn(scratch), Attributes.ofThisProcess());
  }

  /**
   * Unpacks.
   *
   * @param tar the uncompressed archive
   * @param root an empty directory
   * @param lower the unpacked layers below it, lowest first
   * @throws LayerException for an entry that would leave the root or cannot be made
   */
  public LayerContents unpack(InputStream tar, Path root, List<Path> lower) throws IOException {
    Whiteouts whiteouts = new Whiteouts(root, overlay);
    RootedTree tree = new RootedTree(root, new ImplicitDirectories(lower, attributes, whiteouts));
    EntryWriter writer = new EntryWriter(tree, attributes, whiteouts);
    Deletions deletions = new Deletions(tree, writer, whiteouts);
    TarReader reader = new TarReader(tar);
    long bytes = 0;
    for (Optional<TarEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
      TarEntry entry = next.get();
      if (!deletions.take(entry)) {
        writer.write(entry, reader.content());
        bytes += entry.size();
      }
    }
    writer.finish();
    List<String> deleted = whiteouts.names();
    // overlayfs does not look for the attribute at the root of a layer.
    boolean shown = overlay && !deleted.contains("/");
    return new LayerContents(bytes, deleted, shown || deleted.isEmpty());
  }
}
