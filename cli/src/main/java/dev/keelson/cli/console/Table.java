package dev.keelson.cli.console;

import java.util.ArrayList;
import java.util.List;

/** A table as kubectl prints it: upper-case headings, columns three spaces apart. */
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  /** A table with those columns. */
  public Table(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a row with one cell a column. */
  public Table row(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException(
          "a row of " + cells.length + " cells in " + rows.getFirst());
    }
    rows.add(List.of(cells));
    return this;
  }

  /** The whole table, every line ended. */
  @Override
  public String toString() {
    int columns = rows.getFirst().size();
    int[] width = new int[columns];
    for (var row : rows) {
      for (int i = 0; i < columns; i++) {
        width[i] = Math.max(width[i], row.get(i).length());
      }
    }
    var text = new StringBuilder();
    for (var row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        line.append(row.get(i)).append(" ".repeat(width[i] - row.get(i).length() + 3));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
