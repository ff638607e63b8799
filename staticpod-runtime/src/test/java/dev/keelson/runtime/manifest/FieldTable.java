package dev.keelson.runtime.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of {@code docs/pod-fields.md}. */
final class FieldTable {
  private static final Path DOCUMENT = Path.of("../docs/pod-fields.md");
  private static final Pattern TYPE = Pattern.compile("## (\\w+)");
  private static final Pattern PLACE = Pattern.compile("at `([^`]+)`, tried beside `([^`]+)`");
  private static final Pattern ROW =
      Pattern.compile("\\| `(\\w+)` \\| (\\w+) \\| `([^`]+)` \\|(.*)\\|");
  private static final Pattern INSTEAD = Pattern.compile("instead of `(\\w+)`");

  private FieldTable() {}

  /**
   * A row.
   *
   * @param at the path of an object of that type in a pod
   * @param base what that object holds beside the field
   * @param example the field's value
   * @param replaced the field of {@code base} that gives way to this one
   */
  record Row(
      String type,
      String at,
      String base,
      String field,
      String answer,
      String example,
      Optional<String> replaced) {}

  static List<Row> read() throws IOException {
    var rows = new ArrayList<Row>();
    String type = "";
    String at = "";
    String base = "";
    for (String line : Files.readAllLines(DOCUMENT)) {
      Matcher heading = TYPE.matcher(line);
      Matcher place = PLACE.matcher(line);
      Matcher row = ROW.matcher(line);
      if (heading.matches()) {
        type = heading.group(1);
      } else if (place.matches()) {
        at = place.group(1);
        base = place.group(2);
      } else if (row.matches()) {
        Matcher instead = INSTEAD.matcher(row.group(4));
        Optional<String> replaced =
            instead.find() ? Optional.of(instead.group(1)) : Optional.empty();
        rows.add(new Row(type, at, base, row.group(1), row.group(2), row.group(3), replaced));
      } else if (line.startsWith("| `")) {
        throw new IOException(DOCUMENT + " has a row that is none: " + line);
      }
    }
    return rows;
  }
}
