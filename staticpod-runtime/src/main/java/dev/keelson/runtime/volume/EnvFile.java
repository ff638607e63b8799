package dev.keelson.runtime.volume;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A file that sets variables, in the subset of the shell's language that the kubelet reads: {@code
 * NAME='value'}, values over several lines, comments.
 */
final class EnvFile {
  private final Iterator<String> lines;
  private int at;

  private EnvFile(List<String> lines) {
    this.lines = lines.iterator();
  }

  /**
   * What the file sets the variable to; empty where it does not.
   *
   * @throws VolumeException when what comes before cannot be read
   */
  static Optional<String> variable(List<String> lines, String name) {
    var file = new EnvFile(lines);
    Optional<String> value = Optional.empty();
    while (value.isEmpty() && file.lines.hasNext()) {
      String line = file.next().stripLeading();
      if (!line.isEmpty() && !line.startsWith("#")) {
        value = file.assignment(line, name);
      }
    }
    return value;
  }

  private String next() {
    at++;
    return lines.next();
  }

  private Optional<String> assignment(String line, String name) {
    int equals = line.indexOf('=');
    String given = equals < 0 ? "" : line.substring(0, equals);
    if (given.isEmpty() || !given.equals(given.stripTrailing())) {
      throw wrong(at, "a line is NAME='value', without blanks before =");
    }
    String rest = line.substring(equals + 1);
    // As in a shell, NAME= value sets nothing.
    String value = rest.equals(rest.stripLeading()) ? quoted(rest) : "";
    return given.equals(name) ? Optional.of(value) : Optional.empty();
  }

  private String quoted(String text) {
    int begun = at;
    if (!text.startsWith("'")) {
      throw wrong(at, "a value is put into single quotes");
    }
    var value = new StringBuilder();
    String rest = text.substring(1);
    int close = rest.indexOf('\'');
    while (close < 0) {
      value.append(rest).append('\n');
      if (!lines.hasNext()) {
        throw wrong(begun, "the quote is never closed");
      }
      rest = next();
      close = rest.indexOf('\'');
    }
    String after = rest.substring(close + 1).stripLeading();
    if (!after.isEmpty() && !after.startsWith("#")) {
      throw wrong(at, "only a comment may come after the value");
    }
    return value.append(rest, 0, close).toString();
  }

  private static VolumeException wrong(int line, String why) {
    return new VolumeException("line " + line + ": " + why);
  }
}
