package dev.keelson.runtime.image.archive;

import dev.keelson.runtime.image.tar.Decompression;
import dev.keelson.runtime.image.tar.TarEntry;
import dev.keelson.runtime.image.tar.TarFormatException;
import dev.keelson.runtime.image.tar.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An archive that is a tar file. Only its headers are read at first, so files are found at once
 * wherever they stand in it; one that is compressed is uncompressed beforehand.
 *
 * @param path of the archive as the user knows it
 * @param tar the uncompressed file
 * @param entries regular files by name
 */
record TarFiles(Path path, Path tar, Map<String, TarEntry> entries) implements ArchiveFiles {
  private static final int MAX_LINKS = 8;

  TarFiles {
    entries = Map.copyOf(entries);
  }

  /**
   * Indexes the archive.
   *
   * @param scratch a directory for the uncompressed file, where one is needed
   */
  static TarFiles open(Path archive, Path scratch) throws IOException {
    Path tar = uncompressed(archive, scratch);
    Map<String, TarEntry> entries = new HashMap<>();
    try (InputStream in = Files.newInputStream(tar)) {
      TarReader reader = new TarReader(in);
      long size = Files.size(tar);
      for (Optional<TarEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
        TarEntry entry = next.get();
        if (entry.offset() + entry.size() > size) {
          throw new TarFormatException(
              "it ends in the middle of \"" + entry.name() + "\": it is truncated");
        }
        entries.put(normal(entry.name()), entry);
      }
    }
    return new TarFiles(archive, tar, entries);
  }

  @Override
  public boolean has(String name) {
    return find(name).isPresent();
  }

  @Override
  public long size(String name) {
    return find(name).map(TarEntry::size).orElse(-1L);
  }

  @Override
  public Optional<InputStream> open(String name) throws IOException {
    Optional<TarEntry> entry = find(name);
    return entry.isEmpty() ? Optional.empty() : Optional.of(content(entry.get()));
  }

  /** Follows links, by which older archives share a layer among images. */
  private Optional<TarEntry> find(String name) {
    Optional<TarEntry> entry = Optional.ofNullable(entries.get(normal(name)));
    String at = normal(name);
    for (int links = 0; links < MAX_LINKS && entry.isPresent(); links++) {
      TarEntry found = entry.get();
      switch (found.type()) {
        case FILE -> {
          return entry;
        }
        case HARD_LINK -> at = normal(found.linkName());
        case SYMBOLIC_LINK ->
            at = Path.of(at).resolveSibling(found.linkName()).normalize().toString();
        case DIRECTORY, FIFO, CHARACTER_DEVICE, BLOCK_DEVICE -> {
          return Optional.empty();
        }
      }
      entry = Optional.ofNullable(entries.get(at));
    }
    return Optional.empty();
  }

  private InputStream content(TarEntry entry) throws IOException {
    FileChannel channel = FileChannel.open(tar, StandardOpenOption.READ);
    channel.position(entry.offset());
    return new BoundedStream(Channels.newInputStream(channel), entry.size());
  }

  private static String normal(String name) {
    return Path.of(name).normalize().toString();
  }

  private static Path uncompressed(Path archive, Path scratch) throws IOException {
    try (InputStream in = Files.newInputStream(archive)) {
      Decompression.Detected detected = Decompression.detect(in);
      if (detected.compression() == Decompression.NONE) {
        return archive;
      }
      Path tar = scratch.resolve("archive.tar");
      try (InputStream plain = detected.open()) {
        Files.copy(plain, tar, StandardCopyOption.REPLACE_EXISTING);
      }
      return tar;
    }
  }
}
