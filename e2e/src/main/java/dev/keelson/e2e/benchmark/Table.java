package dev.keelson.e2e.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** A table of Markdown. */
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... headings) {
    this(List.of(headings));
  }

  public Table(String first, String second, List<String> headings) {
    this(Stream.concat(Stream.of(first, second), headings.stream()).toList());
  }

  private Table(List<String> headings) {
    rows.add(headings);
    rows.add(Collections.nCopies(headings.size(), "---"));
  }

  public void row(String... cells) {
    rows.add(List.of(cells));
  }

  public void row(String first, String second, List<String> cells) {
    rows.add(Stream.concat(Stream.of(first, second), cells.stream()).toList());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      text.append("| ").append(String.join(" | ", row)).append(" |\n");
    }
    return text.toString();
  }
}
