package dev.keelson.runtime.image.tar;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an extended header says of the member after it. Values are kept with one character for each
 * byte, so that those of extended attributes stay what they are.
 */
final class PaxHeader {
  static final PaxHeader NONE = new PaxHeader(Map.of());
  private static final String XATTR = "SCHILY.xattr.";

  private final Map<String, String> records;

  private PaxHeader(Map<String, String> records) {
    this.records = records;
  }

  /** Records of the form {@code LENGTH KEY=VALUE\n}; the length counts the whole record. */
  static PaxHeader parse(byte[] content) throws TarFormatException {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    Map<String, String> records = new HashMap<>();
    int start = 0;
    while (start < text.length()) {
      int space = text.indexOf(' ', start);
      int end = space < 0 ? -1 : start + length(text.substring(start, space));
      int equals = text.indexOf('=', Math.max(space, 0));
      if (space < 0 || end > text.length() || equals < 0 || equals >= end) {
        throw malformed();
      }
      records.put(utf8(text.substring(space + 1, equals)), text.substring(equals + 1, end - 1));
      start = end;
    }
    if (records.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."))) {
      throw new TarFormatException("a member is stored as a sparse file, which layers do not use");
    }
    return new PaxHeader(records);
  }

  String path(String otherwise) throws TarFormatException {
    return text("path", otherwise);
  }

  String linkPath(String otherwise) throws TarFormatException {
    return text("linkpath", otherwise);
  }

  long number(String key, long otherwise) throws TarFormatException {
    @Nullable String value = records.get(key);
    if (value == null) {
      return otherwise;
    }
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw malformed();
    }
  }

  Instant modified(long otherwise) throws TarFormatException {
    @Nullable String value = records.get("mtime");
    if (value == null) {
      return Instant.ofEpochSecond(otherwise);
    }
    try {
      BigDecimal seconds = new BigDecimal(value);
      long nanos = seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue();
      return Instant.ofEpochSecond(seconds.longValue(), nanos);
    } catch (NumberFormatException e) {
      throw malformed();
    }
  }

  Map<String, String> xattrs() {
    Map<String, String> xattrs = new HashMap<>();
    records.forEach((key, value) -> {
      if (key.startsWith(XATTR)) {
        xattrs.put(key.substring(XATTR.length()), value);
      }
    });
    return xattrs;
  }

  private String text(String key, String otherwise) throws TarFormatException {
    @Nullable String value = records.get(key);
    if (value == null) {
      return otherwise;
    }
    if (value.indexOf(0) >= 0) {
      throw malformed();
    }
    return utf8(value);
  }

  private static int length(String digits) throws TarFormatException {
    try {
      int length = Integer.parseInt(digits);
      if (length > digits.length() + 1 && length < Integer.MAX_VALUE / 2) {
        return length;
      }
      throw malformed();
    } catch (NumberFormatException e) {
      throw malformed();
    }
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static TarFormatException malformed() {
    return new TarFormatException("an extended header is malformed");
  }
}
