package dev.keelson.runtime.probe;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/**
 * The head of an HTTP answer.
 *
 * @param location where a redirect leads; empty for any other answer
 */
record HttpAnswer(int status, Optional<String> location) {
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
    var budget = new Budget();
    int status = status(line(in, budget));
    Optional<String> location = Optional.empty();
    for (String line = line(in, budget); !line.isEmpty(); line = line(in, budget)) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).toLowerCase(Locale.ROOT).equals("location")) {
        location = Optional.of(line.substring(colon + 1).strip());
      }
    }
    return new HttpAnswer(status, isRedirect(status) ? location : Optional.empty());
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private static int status(String line) throws IOException {
    String[] words = line.split(" ", 3);
    if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[1-5]\\d\\d")) {
      throw new IOException("malformed HTTP response \"" + printable(line) + "\"");
    }
    return Integer.parseInt(words[1]);
  }

  private static String printable(String line) {
    return line.substring(0, Math.min(line.length(), 80)).replaceAll("[^\\x20-\\x7e]", "?");
  }

  /** How much of the head may still come. */
  private static final class Budget {
    private int left = MAX_HEAD;
  }

  private static String line(InputStream in, Budget budget) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection was closed before an answer");
      }
      if (--budget.left < 0) {
        throw new IOException("the head of the answer is longer than " + MAX_HEAD + " bytes");
      }
      line.append((char) c);
    }
    int end = line.length();
    return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
  }
}
