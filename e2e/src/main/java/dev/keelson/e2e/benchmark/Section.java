package dev.keelson.e2e.benchmark;

/** A section of a page of Markdown: from a heading of the second level to the next one. */
public final class Section {
  private static final String NEXT = "\n## ";

  private Section() {}

  /**
   * A page with a section in the place of an earlier one of the same heading, else before its last
   * section.
   *
   * @param section begins with its heading, and ends with a line's end
   */
  public static String placed(String section, String page) {
    String heading = section.substring(0, section.indexOf('\n') + 1);
    int start = page.indexOf(heading);
    if (start < 0) {
      int last = page.lastIndexOf(NEXT);
      int at = last < 0 ? page.length() : last + 1;
      return page.substring(0, at) + section + "\n" + page.substring(at);
    }
    int end = page.indexOf(NEXT, start + 1);
    return page.substring(0, start) + section + (end < 0 ? "" : page.substring(end));
  }
}
