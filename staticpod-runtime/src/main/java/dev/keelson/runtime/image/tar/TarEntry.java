package dev.keelson.runtime.image.tar;

import java.time.Instant;
import java.util.Map;

/**
 * One member of an archive, without its content.
 *
 * @param name as written there; may be absolute or climb
 * @param mode permission bits with setuid, setgid and sticky
 * @param size of the content in bytes
 * @param offset of the content in the uncompressed archive
 * @param linkName target of a link, else empty
 * @param xattrs extended attributes; a value has one character, 0 to 255, for each byte
 */
public record TarEntry(
    String name,
    Type type,
    int mode,
    int uid,
    int gid,
    Instant modified,
    long size,
    long offset,
    String linkName,
    int deviceMajor,
    int deviceMinor,
    Map<String, String> xattrs) {
  public TarEntry {
    xattrs = Map.copyOf(xattrs);
  }

  /** What kind of file a member is. */
  public enum Type {
    FILE,
    HARD_LINK,
    SYMBOLIC_LINK,
    CHARACTER_DEVICE,
    BLOCK_DEVICE,
    DIRECTORY,
    FIFO
  }
}
