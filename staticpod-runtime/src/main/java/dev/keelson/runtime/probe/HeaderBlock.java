package dev.keelson.runtime.probe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * HTTP/2's headers in bytes (HPACK, RFC 7541), as far as one call needs them: written as literals,
 * read without a dynamic table, which the caller's settings forbid. Of the static table the status
 * and the name of the location are kept, no other name in it being of interest.
 */
final class HeaderBlock {
  private static final String STATUS = ":status";
  private static final int FIRST_STATUS = 8;
  private static final String[] STATUSES = {"200", "204", "206", "304", "400", "404", "500"};
  private static final int LOCATION = 46;
  private static final int STATIC_ENTRIES = 61;

  private final byte[] bytes;
  private int at;

  private HeaderBlock(byte[] bytes) {
    this.bytes = bytes;
  }

  static byte[] encode(SequencedMap<String, String> headers) {
    var out = new ByteArrayOutputStream();
    headers.forEach((name, value) -> {
      out.write(0);
      text(out, name);
      text(out, value);
    });
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    int rest = raw.length - 127;
    out.write(Math.min(raw.length, 127));
    if (rest >= 0) {
      for (; rest >= 128; rest >>= 7) {
        out.write((rest & 127) | 128);
      }
      out.write(rest);
    }
    out.writeBytes(raw);
  }

  static Map<String, String> decode(byte[] bytes) throws IOException {
    try {
      return new HeaderBlock(bytes).headers();
    } catch (IndexOutOfBoundsException _) {
      throw new IOException("the headers of the answer are cut off");
    }
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new TreeMap<>();
    while (at < bytes.length) {
      int first = bytes[at] & 255;
      if (first >= 128) {
        indexed(headers, number(7));
      } else if (first >= 64) {
        headers.put(name(number(6)), text());
      } else if (first >= 32) {
        number(5); // the size of a dynamic table: none
      } else {
        headers.put(name(number(4)), text());
      }
    }
    return headers;
  }

  private static void indexed(Map<String, String> headers, int index) throws IOException {
    if (index > STATIC_ENTRIES) {
      throw new IOException("the answer uses a table of headers that it was forbidden to");
    }
    if (index >= FIRST_STATUS && index < FIRST_STATUS + STATUSES.length) {
      headers.put(STATUS, STATUSES[index - FIRST_STATUS]);
    }
  }

  private String name(int index) throws IOException {
    if (index == 0) {
      return text();
    }
    if (index == LOCATION) {
      return "location";
    }
    return index >= FIRST_STATUS && index < FIRST_STATUS + STATUSES.length ? STATUS : "#" + index;
  }

  /** An integer whose first part is the last bits of the byte here. */
  private int number(int bits) throws IOException {
    int most = (1 << bits) - 1;
    int value = bytes[at++] & most;
    if (value < most) {
      return value;
    }
    for (int shift = 0; shift < 28; shift += 7) {
      int next = bytes[at++] & 255;
      value += (next & 127) << shift;
      if (next < 128) {
        return value;
      }
    }
    throw new IOException("the headers of the answer hold a number that is too great");
  }

  private String text() throws IOException {
    boolean huffman = bytes[at] < 0;
    int length = number(7);
    int from = at;
    at += length;
    if (at > bytes.length) {
      throw new IOException("the headers of the answer are cut off");
    }
    return huffman
        ? Huffman.decode(bytes, from, length)
        : new String(bytes, from, length, StandardCharsets.UTF_8);
  }
}
