package dev.keelson.runtime.image.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes a tar archive entry by entry, with whatever names a test wants. */
public final class LayerTar {
  public static final Instant TIME = Instant.ofEpochSecond(1_700_000_000);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

  public LayerTar() {
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
  }

  public LayerTar file(String name, String content) {
    return file(name, content, 0644, 0, 0, Map.of());
  }

  public LayerTar file(
      String name, String content, int mode, int uid, int gid, Map<String, String> pax) {
    TarArchiveEntry entry = entry(name, TarConstants.LF_NORMAL, mode);
    entry.setIds(uid, gid);
    pax.forEach(entry::addPaxHeader);
    return put(entry, content.getBytes(StandardCharsets.UTF_8));
  }

  public LayerTar file(String name, byte[] content) {
    return put(entry(name, TarConstants.LF_NORMAL, 0644), content);
  }

  public LayerTar directory(String name, int mode) {
    return put(entry(name.endsWith("/") ? name : name + "/", TarConstants.LF_DIR, mode));
  }

  public LayerTar symbolicLink(String name, String target) {
    TarArchiveEntry entry = entry(name, TarConstants.LF_SYMLINK, 0777);
    entry.setLinkName(target);
    return put(entry);
  }

  public LayerTar hardLink(String name, String target) {
    TarArchiveEntry entry = entry(name, TarConstants.LF_LINK, 0644);
    entry.setLinkName(target);
    return put(entry);
  }

  public LayerTar characterDevice(String name, int major, int minor) {
    TarArchiveEntry entry = entry(name, TarConstants.LF_CHR, 0666);
    entry.setDevMajor(major);
    entry.setDevMinor(minor);
    return put(entry);
  }

  public LayerTar blockDevice(String name, int major, int minor) {
    TarArchiveEntry entry = entry(name, TarConstants.LF_BLK, 0660);
    entry.setDevMajor(major);
    entry.setDevMinor(minor);
    return put(entry);
  }

  public LayerTar fifo(String name) {
    return put(entry(name, TarConstants.LF_FIFO, 0644));
  }

  /** The whole archive. */
  public byte[] bytes() {
    try {
      tar.finish();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TarArchiveEntry entry(String name, byte kind, int mode) {
    TarArchiveEntry entry = new TarArchiveEntry(name, kind, true);
    entry.setMode(mode);
    entry.setModTime(TIME.toEpochMilli());
    return entry;
  }

  private LayerTar put(TarArchiveEntry entry, byte... data) {
    try {
      entry.setSize(data.length);
      tar.putArchiveEntry(entry);
      tar.write(data);
      tar.closeArchiveEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
