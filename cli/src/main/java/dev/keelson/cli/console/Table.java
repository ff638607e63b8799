package dev.keelson.cli.console;

import java.util.ArrayList;
import java.util.List;

/** A table as kubectl prints it: upper-case headings, columns three spaces apart. */
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();
  private final int[] widths;

  /** A table with those columns. */
  public Table(String... headings) {
    widths = new int[headings.length];
    row(headings);
  }

  /** Adds a row with one cell a column. */
  public Table row(String... cells) {
    rows.add(widen(cells));
    return this;
  }

  /**
   * A line that stands below the table and is not kept: its columns are as wide as the table's, and
   * widen those of later lines.
   */
  public String line(String... cells) {
    return text(widen(cells));
  }

  private List<String> widen(String... cells) {
    if (cells.length != widths.length) {
      throw new IllegalArgumentException(
          cells.length + " cells in a table of " + widths.length + " columns");
    }
    for (int i = 0; i < cells.length; i++) {
      widths[i] = Math.max(widths[i], cells[i].length());
    }
    return List.of(cells);
  }

  /** The whole table, every line ended. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    rows.forEach(row -> text.append(text(row)));
    return text.toString();
  }

  private String text(List<String> row) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 3));
    }
    return line.toString().stripTrailing() + "\n";
  }
}
