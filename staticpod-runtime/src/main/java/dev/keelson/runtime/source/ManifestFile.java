package dev.keelson.runtime.source;

import dev.keelson.runtime.manifest.ManifestOrigin;
import dev.keelson.runtime.manifest.PodManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one manifest file last said.
 *
 * @param pods of its last good version
 * @param failure why its present version is not used; empty when it is
 */
record ManifestFile(Path path, Stamp stamp, List<PodManifest> pods, String failure) {
  private static final int MAX_BYTES = 10 << 20;

  /** As many as the kernel follows. */
  private static final int MOST_LINKS = 40;

  private static final Duration RACY = Duration.ofSeconds(2);

  ManifestFile {
    pods = List.copyOf(pods);
  }

  /** By which a file that did not change is known, without reading it. */
  record Stamp(Instant modified, long size, Optional<Object> key) {
    static Stamp of(BasicFileAttributes file) {
      return new Stamp(
          file.lastModifiedTime().toInstant(), file.size(), Optional.ofNullable(file.fileKey()));
    }
  }

  /**
   * The file as it is now; empty when it is gone or no file.
   *
   * @param before what it said last, whose good pods stay where it is spoilt now
   */
  static Optional<ManifestFile> read(
      Path path, Optional<ManifestFile> before, String nodeName, Instant now, PodParser parser) {
    Stamp stamp = null;
    try {
      var attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        return Optional.empty();
      }
      stamp = Stamp.of(attributes);
      if (attributes.size() > MAX_BYTES) {
        return Optional.of(spoilt(path, stamp, before, tooLarge(attributes.size())));
      }
      if (before.isPresent() && before.get().isFresh(stamp, now)) {
        return before;
      }
      var origin = new ManifestOrigin("file", path.toString(), nodeName, now);
      List<PodManifest> known = before.map(ManifestFile::pods).orElse(List.of());
      return Optional.of(
          new ManifestFile(path, stamp, parser.parse(bytes(path), origin, known), ""));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (PodParser.UnusableException e) {
      return Optional.of(spoilt(path, Objects.requireNonNull(stamp), before, e.problem()));
    } catch (IOException e) {
      if (isLoop(path)) {
        return Optional.empty();
      }
      Stamp unread = stamp == null ? new Stamp(Instant.MIN, -1, Optional.empty()) : stamp;
      return Optional.of(spoilt(path, unread, before, "cannot be read: " + e.getMessage()));
    }
  }

  private static ManifestFile spoilt(
      Path path, Stamp stamp, Optional<ManifestFile> before, String failure) {
    return new ManifestFile(path, stamp, before.map(ManifestFile::pods).orElse(List.of()), failure);
  }

  /** Not so where it was written a moment before it was read, or is made of other files too. */
  private boolean isFresh(Stamp now, Instant at) {
    return stamp.equals(now)
        && now.modified().plus(RACY).isBefore(at)
        && pods.stream().noneMatch(p -> p.annotations().containsKey(PodManifest.DEPENDS_ON_FILES));
  }

  private static String tooLarge(long bytes) {
    return "has %d bytes and is not read; a manifest has at most 10 MiB".formatted(bytes);
  }

  /** A link that leads to itself: no file, as far as anybody can tell. */
  private static boolean isLoop(Path path) {
    Path at = path;
    try {
      for (int hops = 0; hops < MOST_LINKS && Files.isSymbolicLink(at); hops++) {
        at = at.resolveSibling(Files.readSymbolicLink(at));
      }
      return Files.isSymbolicLink(at);
    } catch (IOException _) {
      return false;
    }
  }

  private static byte[] bytes(Path path) throws IOException {
    try (var in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException(tooLarge(bytes.length));
      }
      return bytes;
    }
  }
}
