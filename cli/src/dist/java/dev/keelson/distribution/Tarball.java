package dev.keelson.distribution;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** Packs a directory as a tar.gz whose bytes depend on its files alone. */
final class Tarball {
  private Tarball() {}

  /** Writes the directory's tree, named anew, in sorted order, all of it owned by root. */
  static void write(Path directory, String name, Path tarball) throws IOException {
    GzipParameters smallest = new GzipParameters();
    smallest.setCompressionLevel(Deflater.BEST_COMPRESSION);
    Path partial = tarball.resolveSibling(tarball.getFileName() + ".partial");
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(partial));
        TarArchiveOutputStream tar =
            new TarArchiveOutputStream(new GzipCompressorOutputStream(file, smallest));
        Stream<Path> tree = Files.walk(directory)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Path path : tree.sorted().toList()) {
        add(tar, path, name + "/" + directory.relativize(path));
      }
    }
    Files.move(partial, tarball, StandardCopyOption.REPLACE_EXISTING);
    System.out.printf("%s: %.1f MB%n", tarball.getFileName(), Files.size(tarball) / 1e6);
  }

  private static void add(TarArchiveOutputStream tar, Path path, String name) throws IOException {
    boolean link = Files.isSymbolicLink(path);
    TarArchiveEntry entry =
        link
            ? new TarArchiveEntry(name, TarConstants.LF_SYMLINK)
            : new TarArchiveEntry(name + (Files.isDirectory(path) ? "/" : ""));
    if (link) {
      entry.setLinkName(Files.readSymbolicLink(path).toString());
    }
    entry.setModTime(Files.getLastModifiedTime(path));
    entry.setUserName("root");
    entry.setGroupName("root");
    boolean executable = link || Files.isDirectory(path) || Files.isExecutable(path);
    entry.setMode(executable ? 0755 : 0644);
    boolean content = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    entry.setSize(content ? Files.size(path) : 0);
    tar.putArchiveEntry(entry);
    if (content) {
      Files.copy(path, tar);
    }
    tar.closeArchiveEntry();
  }
}
