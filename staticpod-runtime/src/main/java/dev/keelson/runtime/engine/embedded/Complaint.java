package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.linux.Command;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the OCI runtime complained of, out of its log lines. */
final class Complaint {
  private static final Pattern MESSAGE =
      Pattern.compile("level=error msg=\"((?:[^\"\\\\]|\\\\.)*)");

  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  private Complaint() {}

  /**
   * The last thing the program said, as one line; the OCI runtime's own wording where it is one.
   */
  static String of(Command.Outcome outcome) {
    return of(outcome.stderr().isBlank() ? outcome.stdout() : outcome.stderr());
  }

  static String of(String output) {
    List<String> lines =
        COLOUR.matcher(output).replaceAll("").lines().filter(l -> !l.isBlank()).toList();
    if (lines.isEmpty()) {
      return "it said nothing";
    }
    for (String line : lines.reversed()) {
      Matcher message = MESSAGE.matcher(line);
      if (message.find()) {
        return plain(message.group(1));
      }
    }
    return plain(lines.getLast().strip());
  }

  private static String plain(String text) {
    String unquoted = text.replace("\\\"", "\"").replace("\\\\", "\\").replace("\\n", " ");
    // Level and seconds stand before what is said on a terminal.
    return unquoted
        .replaceFirst("^ERRO\\[\\d+] ", "")
        .replaceFirst("^(runc create failed|exec failed): ", "")
        .strip();
  }
}
