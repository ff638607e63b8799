package dev.keelson.runtime.image.tar;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads the members of an archive one after the other: ustar, PAX and GNU long names. Holds one
 * header in memory, never a content. For one thread; closing the stream is the caller's.
 */
public final class TarReader {
  /** No name or set of attributes is that large; an archive that says so is made to hurt. */
  private static final int MAX_EXTENSION = 1 << 20;

  private final InputStream in;
  private long position;
  private long contentEnd;
  private long nextHeader;

  public TarReader(InputStream in) {
    this.in = in;
  }

  /**
   * The next member; empty at the end of the archive. What is left of the member before is skipped.
   *
   * @throws TarFormatException when the archive is damaged or ends within a member
   */
  public Optional<TarEntry> next() throws IOException {
    PaxHeader pax = PaxHeader.NONE;
    String longName = "";
    String longLink = "";
    while (true) {
      skipTo(nextHeader);
      Optional<TarHeader> header = header();
      if (header.isEmpty()) {
        return Optional.empty();
      }
      switch (header.get().type()) {
        case 'x' -> pax = PaxHeader.parse(extension(header.get()));
        case 'g' -> extension(header.get());
        case 'L' -> longName = cString(extension(header.get()));
        case 'K' -> longLink = cString(extension(header.get()));
        default -> {
          return Optional.of(entry(header.get(), pax, longName, longLink));
        }
      }
    }
  }

  /** The content of the member last returned; it ends where the content ends. */
  public InputStream content() {
    return new Content();
  }

  private Optional<TarHeader> header() throws IOException {
    byte[] block = new byte[TarHeader.BLOCK];
    int read = in.readNBytes(block, 0, block.length);
    position += read;
    if (read == 0 || isZero(block)) {
      return Optional.empty();
    }
    if (read < block.length) {
      throw truncated("a header");
    }
    return Optional.of(TarHeader.parse(block));
  }

  private byte[] extension(TarHeader header) throws IOException {
    long size = header.size();
    if (size < 0 || size > MAX_EXTENSION) {
      throw new TarFormatException("an extended header claims " + size + " bytes");
    }
    bound(size);
    byte[] content = in.readNBytes((int) size);
    position += content.length;
    if (content.length < size) {
      throw truncated("an extended header");
    }
    return content;
  }

  private TarEntry entry(TarHeader header, PaxHeader pax, String longName, String longLink)
      throws IOException {
    String name = pax.path(longName.isEmpty() ? header.name() : longName);
    TarEntry.Type type = type(header.type(), name);
    long size = type == TarEntry.Type.FILE ? pax.number("size", header.size()) : 0;
    if (size < 0) {
      throw new TarFormatException("\"" + name + "\" claims a size below zero");
    }
    bound(size);
    return new TarEntry(
        name,
        type,
        header.mode(),
        (int) pax.number("uid", header.uid()),
        (int) pax.number("gid", header.gid()),
        pax.modified(header.modifiedSeconds()),
        size,
        position,
        pax.linkPath(longLink.isEmpty() ? header.linkName() : longLink),
        header.deviceMajor(),
        header.deviceMinor(),
        pax.xattrs());
  }

  private static TarEntry.Type type(char type, String name) throws TarFormatException {
    return switch (type) {
      case '0', '7', 0 -> name.endsWith("/") ? TarEntry.Type.DIRECTORY : TarEntry.Type.FILE;
      case '1' -> TarEntry.Type.HARD_LINK;
      case '2' -> TarEntry.Type.SYMBOLIC_LINK;
      case '3' -> TarEntry.Type.CHARACTER_DEVICE;
      case '4' -> TarEntry.Type.BLOCK_DEVICE;
      case '5' -> TarEntry.Type.DIRECTORY;
      case '6' -> TarEntry.Type.FIFO;
      default ->
          throw new TarFormatException(
              "\"" + name + "\" is of the unknown kind '" + type + "'; layers do not use it");
    };
  }

  private void bound(long size) {
    contentEnd = position + size;
    nextHeader = position + (size + TarHeader.BLOCK - 1) / TarHeader.BLOCK * TarHeader.BLOCK;
  }

  private void skipTo(long target) throws IOException {
    try {
      in.skipNBytes(target - position);
      position = target;
    } catch (EOFException _) {
      throw truncated("a member");
    }
  }

  private static TarFormatException truncated(String within) {
    return new TarFormatException("it ends in the middle of " + within + ": it is truncated");
  }

  private static String cString(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  private static boolean isZero(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private final class Content extends InputStream {
    private final long end = contentEnd;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (position >= end) {
        return -1;
      }
      int read = in.read(buffer, offset, (int) Math.min(length, end - position));
      if (read < 0) {
        throw truncated("a member");
      }
      position += read;
      return read;
    }
  }
}
