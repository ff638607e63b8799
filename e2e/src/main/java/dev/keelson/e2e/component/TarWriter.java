package dev.keelson.e2e.component;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes a ustar archive whose bytes depend on names, modes and contents alone: every entry belongs
 * to root and is of 1970.
 *
 * <p>Names are at most 100 bytes and files below 8 GiB, which is all that components need.
 */
final class TarWriter implements AutoCloseable {
  private static final int BLOCK = 512;

  private final OutputStream out;

  TarWriter(OutputStream out) {
    this.out = out;
  }

  void directory(String name, int mode) throws IOException {
    header(name + "/", mode, 0, '5');
  }

  void file(String name, int mode, byte[] content) throws IOException {
    header(name, mode, content.length, '0');
    out.write(content);
    pad(content.length);
  }

  void file(String name, int mode, Path content) throws IOException {
    long size = Files.size(content);
    header(name, mode, size, '0');
    if (Files.copy(content, out) != size) {
      throw new IOException(content + " changed while it was read");
    }
    pad(size);
  }

  /** A file whose content, of exactly that size, the caller writes. */
  void file(String name, int mode, long size, Content content) throws IOException {
    header(name, mode, size, '0');
    content.writeTo(out);
    pad(size);
  }

  /** Something that writes itself, the same bytes every time. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Ends the archive; the stream stays open. */
  @Override
  public void close() throws IOException {
    out.write(new byte[2 * BLOCK]);
    out.flush();
  }

  private void header(String name, int mode, long size, char type) throws IOException {
    byte[] block = new byte[BLOCK];
    text(block, 0, 100, name);
    octal(block, 100, 8, mode);
    octal(block, 108, 8, 0);
    octal(block, 116, 8, 0);
    octal(block, 124, 12, size);
    octal(block, 136, 12, 0);
    block[156] = (byte) type;
    text(block, 257, 8, "ustar\00000");
    text(block, 265, 32, "root");
    text(block, 297, 32, "root");
    octal(block, 329, 8, 0);
    octal(block, 337, 8, 0);
    checksum(block);
    out.write(block);
  }

  /** The sum of the header's bytes, its own field counted as eight spaces. */
  private static void checksum(byte[] block) {
    int sum = 8 * ' ';
    for (byte value : block) {
      sum += value & 0xff;
    }
    text(block, 148, 8, String.format(Locale.ROOT, "%06o\0 ", sum));
  }

  private static void octal(byte[] block, int offset, int length, long value) {
    text(block, offset, length, String.format(Locale.ROOT, "%0" + (length - 1) + "o", value));
  }

  private static void text(byte[] block, int offset, int length, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > length) {
      throw new IllegalArgumentException(
          "\"" + value + "\" does not fit into the " + length + " bytes of a ustar field");
    }
    System.arraycopy(bytes, 0, block, offset, bytes.length);
  }

  private void pad(long size) throws IOException {
    out.write(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
  }
}
