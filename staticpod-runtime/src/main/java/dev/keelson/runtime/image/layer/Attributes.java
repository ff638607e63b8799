package dev.keelson.runtime.image.layer;

import dev.keelson.runtime.image.tar.TarEntry;
import dev.keelson.runtime.linux.Errno;
import dev.keelson.runtime.linux.FileTimes;
import dev.keelson.runtime.linux.SystemCallException;
import dev.keelson.runtime.linux.Xattr;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * Modes, owners, times and extended attributes of unpacked files. Without root's rights owners and
 * file capabilities are left out: such a store serves to look at images, not to run them.
 */
final class Attributes {
  static final String CAPABILITY = "security.capability";
  private static final Integer ROOT = 0;

  private final boolean privileged;

  Attributes(boolean privileged) {
    this.privileged = privileged;
  }

  /** For the files of this process's own user. */
  static Attributes ofThisProcess() throws IOException {
    return new Attributes(ROOT.equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid")));
  }

  /** All but the time; in this order, because a change of owner takes setuid and capabilities. */
  void apply(TarEntry entry, Path file) throws IOException {
    owner(file, entry.uid(), entry.gid());
    if (entry.type() != TarEntry.Type.SYMBOLIC_LINK) {
      mode(file, entry.mode());
      xattrs(file, entry.xattrs());
    }
  }

  void owner(Path file, int uid, int gid) throws IOException {
    if (privileged) {
      Files.setAttribute(file, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(file, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
    }
  }

  void mode(Path file, int mode) throws IOException {
    Files.setAttribute(file, "unix:mode", mode);
  }

  void time(Path file, Instant modified) throws IOException {
    FileTimes.set(file, modified);
  }

  /** Mode, owner and time of another file that is no link. */
  void copy(Path from, Path to) throws IOException {
    copyOwnerAndTime(from, to);
    mode(to, number(from, "unix:mode") & 07777);
  }

  /** Owner and time of another file. */
  void copyOwnerAndTime(Path from, Path to) throws IOException {
    owner(to, number(from, "unix:uid"), number(from, "unix:gid"));
    time(to, Files.getLastModifiedTime(from, LinkOption.NOFOLLOW_LINKS).toInstant());
  }

  private static int number(Path file, String attribute) throws IOException {
    return (Integer) Files.getAttribute(file, attribute, LinkOption.NOFOLLOW_LINKS);
  }

  private void xattrs(Path file, Map<String, String> xattrs) throws IOException {
    for (Map.Entry<String, String> xattr : xattrs.entrySet()) {
      if (isWanted(xattr.getKey())) {
        set(file, xattr.getKey(), xattr.getValue().getBytes(StandardCharsets.ISO_8859_1));
      }
    }
  }

  /**
   * Those a program in the container may read or the kernel acts on. Not {@code trusted} and {@code
   * user.overlay}: with them an image could tell overlayfs where to look; not the labels of another
   * machine's security module.
   */
  private boolean isWanted(String name) {
    return (name.equals(CAPABILITY) && privileged)
        || (name.startsWith("user.") && !name.startsWith("user.overlay."))
        || name.startsWith("system.posix_acl_");
  }

  private static void set(Path file, String name, byte[] value) throws IOException {
    try {
      Xattr.set(file, name, value);
    } catch (SystemCallException e) {
      // A file system without user attributes runs the image all the same; without capabilities
      // it would not.
      if (e.errno() != Errno.EOPNOTSUPP || name.equals(CAPABILITY)) {
        throw e;
      }
    }
  }
}
