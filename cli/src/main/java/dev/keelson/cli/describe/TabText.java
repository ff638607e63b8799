package dev.keelson.cli.describe;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines whose cells stand below each other, as Go's {@code text/tabwriter} aligns them for kubectl:
 * a column reaches over the lines in a row that have it, two spaces before the next one.
 */
final class TabText {
  private static final int GAP = 2;

  private final List<List<String>> lines = new ArrayList<>();

  /** Adds a line; two spaces before the first cell for each level. */
  TabText line(int level, String... cells) {
    var line = new ArrayList<>(List.of(cells));
    line.set(0, "  ".repeat(level) + line.getFirst());
    lines.add(line);
    return this;
  }

  /** Every line, ended. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    int[][] widths = new int[lines.size()][];
    for (int i = 0; i < lines.size(); i++) {
      widths[i] = new int[lines.get(i).size()];
    }
    for (int i = 0; i < lines.size(); i++) {
      var line = new StringBuilder();
      for (int column = 0; column < lines.get(i).size(); column++) {
        String cell = lines.get(i).get(column);
        line.append(cell);
        if (column < lines.get(i).size() - 1) {
          line.append(" ".repeat(width(widths, i, column) - cell.length()));
        }
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /** The last cell of a line belongs to no column, as it ends with no tab. */
  private int width(int[][] widths, int line, int column) {
    if (widths[line][column] == 0) {
      int end = line;
      int most = 0;
      while (end < lines.size() && column < lines.get(end).size() - 1) {
        most = Math.max(most, lines.get(end).get(column).length());
        end++;
      }
      for (int i = line; i < end; i++) {
        widths[i][column] = most + GAP;
      }
    }
    return widths[line][column];
  }
}
