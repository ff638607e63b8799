package dev.keelson.runtime.probe;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The head of an HTTP answer, and what its body is read from.
 *
 * @param headers the first of each name, in lower case
 */
record HttpAnswer(int status, Map<String, String> headers, InputStream in) {
  private static final int MAX_HEAD = 64 << 10;

  static HttpAnswer read(InputStream raw) throws IOException {
    var in = new BufferedInputStream(raw);
    while (true) {
      HttpAnswer answer = head(in);
      if (answer.status >= 200) {
        return answer;
      }
    }
  }

  private static HttpAnswer head(InputStream in) throws IOException {
    var lines = new HttpLines(in, MAX_HEAD);
    int status = status(lines.next());
    Map<String, String> headers = new HashMap<>();
    for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.putIfAbsent(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return new HttpAnswer(status, headers, in);
  }

  /** Where a redirect leads; empty for any other answer. */
  Optional<String> location() {
    boolean redirect =
        status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    return Optional.ofNullable(redirect ? headers.get("location") : null).filter(l -> !l.isEmpty());
  }

  /**
   * The first bytes of the body, at most so many.
   *
   * @throws IOException where it ends before it should
   */
  byte[] body(int most) throws IOException {
    String length = headers.getOrDefault("content-length", "");
    if (status == 204 || status == 304) {
      return new byte[0];
    }
    if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
      return new HttpLines(in, MAX_HEAD).chunks(most);
    }
    if (!length.matches("\\d{1,18}")) {
      return in.readNBytes(most);
    }
    int wanted = (int) Math.min(most, Long.parseLong(length));
    byte[] body = in.readNBytes(wanted);
    if (body.length < wanted) {
      throw new EOFException("unexpected EOF");
    }
    return body;
  }

  private static int status(String line) throws IOException {
    String[] words = line.split(" ", 3);
    if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[1-9]\\d\\d")) {
      throw new IOException(
          "net/http: HTTP/1.x transport connection broken: malformed HTTP response \""
              + printable(line)
              + "\"");
    }
    return Integer.parseInt(words[1]);
  }

  private static String printable(String line) {
    return line.substring(0, Math.min(line.length(), 80)).replaceAll("[^\\x20-\\x7e]", "?");
  }
}
