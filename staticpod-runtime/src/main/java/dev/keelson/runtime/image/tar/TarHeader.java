package dev.keelson.runtime.image.tar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The fields of one 512-byte header block, in the ustar, GNU and old forms. */
final class TarHeader {
  static final int BLOCK = 512;
  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_LENGTH = 8;
  private static final int MAGIC = 257;
  private static final byte[] USTAR = {'u', 's', 't', 'a', 'r', 0};

  private final byte[] block;

  private TarHeader(byte[] block) {
    this.block = block;
  }

  static TarHeader parse(byte[] block) throws TarFormatException {
    TarHeader header = new TarHeader(block);
    if (header.number(CHECKSUM, CHECKSUM_LENGTH) != header.sum()) {
      throw new TarFormatException("a header's checksum is wrong: it is no tar archive or damaged");
    }
    return header;
  }

  char type() {
    return (char) (block[156] & 0xff);
  }

  String name() {
    String name = text(0, 100);
    String prefix = text(345, 155);
    return isUstar() && !prefix.isEmpty() ? prefix + "/" + name : name;
  }

  String linkName() {
    return text(157, 100);
  }

  int mode() throws TarFormatException {
    return (int) number(100, 8) & 07777;
  }

  long uid() throws TarFormatException {
    return number(108, 8);
  }

  long gid() throws TarFormatException {
    return number(116, 8);
  }

  long size() throws TarFormatException {
    return number(124, 12);
  }

  long modifiedSeconds() throws TarFormatException {
    return number(136, 12);
  }

  int deviceMajor() throws TarFormatException {
    return (int) number(329, 8);
  }

  int deviceMinor() throws TarFormatException {
    return (int) number(337, 8);
  }

  /** Old archives have no such fields there, GNU's has times in the prefix. */
  private boolean isUstar() {
    return Arrays.equals(block, MAGIC, MAGIC + USTAR.length, USTAR, 0, USTAR.length);
  }

  private long sum() {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      boolean own = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH;
      sum += own ? ' ' : block[i] & 0xff;
    }
    return sum;
  }

  private String text(int offset, int length) {
    int end = offset;
    while (end < offset + length && block[end] != 0) {
      end++;
    }
    return new String(block, offset, end - offset, StandardCharsets.UTF_8);
  }

  /** Octal digits, or with the top bit set a big-endian number as GNU writes large ones. */
  private long number(int offset, int length) throws TarFormatException {
    if ((block[offset] & 0x80) != 0) {
      return binary(offset, length);
    }
    String digits = text(offset, length).strip();
    if (digits.isEmpty()) {
      return 0;
    }
    try {
      return Long.parseLong(digits, 8);
    } catch (NumberFormatException e) {
      throw new TarFormatException(
          "a header holds no number where one is due: it is no tar archive or damaged", e);
    }
  }

  private long binary(int offset, int length) {
    long value = (block[offset] & 0x40) != 0 ? -1 : 0;
    for (int i = offset + Math.max(0, length - 8); i < offset + length; i++) {
      int digit = i == offset && value == 0 ? block[i] & 0x7f : block[i] & 0xff;
      value = (value << 8) | digit;
    }
    return value;
  }
}
