package dev.keelson.runtime.image;

import dev.keelson.runtime.image.tar.TarFormatException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Computes the digest of a layer's uncompressed bytes while they are read. */
final class DigestedStream extends FilterInputStream {
  private final MessageDigest computation = Digest.sha256();
  private final boolean computing;

  /**
   * @param computing whether to do so: not where the digest of the same bytes was checked before
   */
  DigestedStream(InputStream in, boolean computing) {
    super(in);
    this.computing = computing;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    if (read > 0 && computing) {
      computation.update(buffer, offset, read);
    }
    return read;
  }

  @Override
  public long skip(long length) throws IOException {
    if (!computing) {
      return super.skip(length);
    }
    byte[] skipped = new byte[(int) Math.min(Math.max(length, 0), 1 << 16)];
    return Math.max(0, read(skipped, 0, skipped.length));
  }

  /** Reads what the archive has after its end, and compares. */
  void finish(Digest expected) throws IOException {
    if (!computing) {
      return;
    }
    byte[] rest = new byte[1 << 16];
    int read = read(rest, 0, rest.length);
    while (read >= 0) {
      read = read(rest, 0, rest.length);
    }
    Digest found = Digest.finish(computation);
    if (!found.equals(expected)) {
      throw new TarFormatException(
          "its uncompressed content has the digest "
              + found
              + ", the image's configuration says "
              + expected);
    }
  }
}
