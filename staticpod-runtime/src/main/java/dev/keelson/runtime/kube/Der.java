package dev.keelson.runtime.kube;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** As much of ASN.1's DER as wrapping a private key takes. */
final class Der {
  static final int INTEGER = 0x02;
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int SEQUENCE = 0x30;

  /** The context tag of ECPrivateKey's parameters. */
  static final int CONTEXT_0 = 0xa0;

  private final byte[] bytes;
  private int position;
  private final int end;

  private Der(byte[] bytes, int position, int end) {
    this.bytes = bytes;
    this.position = position;
    this.end = end;
  }

  static Der of(byte[] bytes) {
    return new Der(bytes, 0, bytes.length);
  }

  boolean hasNext() {
    return position < end;
  }

  int tag() {
    return bytes[position] & 0xff;
  }

  /** Steps into the next element, which must have that tag, and over it. */
  Der enter(int tag) {
    if (!hasNext() || tag() != tag) {
      throw new IllegalArgumentException("the key is not the DER it should be");
    }
    int start = position + 1;
    int length = bytes[start++] & 0xff;
    if (length >= 0x80) {
      int octets = length & 0x7f;
      length = 0;
      for (int i = 0; i < octets; i++) {
        length = (length << 8) | (bytes[start++] & 0xff);
      }
    }
    if (length < 0 || start + length > end) {
      throw new IllegalArgumentException("the key ends in the middle");
    }
    position = start + length;
    return new Der(bytes, start, start + length);
  }

  /** Steps over the next element, whatever it is. */
  void skip() {
    enter(tag());
  }

  /** What is left, as it stands. */
  byte[] rest() {
    return Arrays.copyOfRange(bytes, position, end);
  }

  /** One element of that tag around those contents. */
  static byte[] element(int tag, byte[]... contents) {
    var body = new ByteArrayOutputStream();
    for (byte[] part : contents) {
      body.writeBytes(part);
    }
    var out = new ByteArrayOutputStream();
    out.write(tag);
    writeLength(out, body.size());
    out.writeBytes(body.toByteArray());
    return out.toByteArray();
  }

  private static void writeLength(ByteArrayOutputStream out, int length) {
    if (length < 0x80) {
      out.write(length);
      return;
    }
    int octets = (39 - Integer.numberOfLeadingZeros(length)) / 8;
    out.write(0x80 | octets);
    for (int i = octets - 1; i >= 0; i--) {
      out.write(length >>> (8 * i));
    }
  }
}
