package dev.keelson.runtime.image.tar;

import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** What a stream is compressed with, found by its first bytes rather than by what it is called. */
public enum Decompression {
  NONE,
  GZIP,
  ZSTD;

  private static final int BUFFER = 1 << 16;

  /** A stream and what it is compressed with. */
  public record Detected(Decompression compression, InputStream raw) {
    /** The uncompressed bytes; damage shows as a {@link TarFormatException}. */
    public InputStream open() throws IOException {
      try {
        return switch (compression) {
          case NONE -> raw;
          case GZIP -> new Checked(new GZIPInputStream(raw, BUFFER));
          case ZSTD -> new Checked(new ZstdInputStream(raw));
        };
      } catch (EOFException | ZipException e) {
        throw new TarFormatException("its compressed data are damaged or truncated", e);
      }
    }
  }

  /**
   * Looks at the first bytes.
   *
   * @throws TarFormatException for bzip2 and xz, which images do not use
   */
  public static Detected detect(InputStream in) throws IOException {
    PushbackInputStream raw = new PushbackInputStream(in, 4);
    byte[] magic = new byte[4];
    int length = raw.readNBytes(magic, 0, magic.length);
    raw.unread(magic, 0, length);
    return new Detected(of(magic), raw);
  }

  private static Decompression of(byte[] magic) throws TarFormatException {
    int first = (magic[0] & 0xff) << 8 | (magic[1] & 0xff);
    return switch (first) {
      case 0x1f8b -> GZIP;
      case 0x28b5 -> ZSTD;
      case 0x425a, 0xfd37 ->
          throw new TarFormatException("it is compressed with bzip2 or xz; use gzip or zstd");
      default -> NONE;
    };
  }

  /** Says in the archive's words what the decompressors say in theirs. */
  private static final class Checked extends FilterInputStream {
    Checked(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public long skip(long count) throws IOException {
      byte[] discarded = new byte[(int) Math.min(Math.max(count, 0), BUFFER)];
      return Math.max(0, read(discarded, 0, discarded.length));
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return super.read(buffer, offset, length);
      } catch (EOFException e) {
        throw new TarFormatException("its compressed data end too early: it is truncated", e);
      } catch (ZipException | RuntimeException e) {
        throw new TarFormatException("its compressed data are damaged: " + e.getMessage(), e);
      }
    }
  }
}
