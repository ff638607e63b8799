package dev.keelson.bootstrap.config;

/**
 * Where a value was written.
 *
 * @param file empty for a flag
 * @param line from 1; 0 for a flag or a default
 * @param column from 1; 0 for a flag or a default
 * @param field the path of the field, or the flag
 */
record Place(String file, int line, int column, String field) {
  /** A flag such as {@code --service-cidr}. */
  static Place flag(String name) {
    return new Place("", 0, 0, name);
  }

  /** Something that nobody wrote. */
  static Place unwritten(String field) {
    return new Place("", 0, 0, field);
  }

  /** The place of a field inside this one, where the field itself was not written. */
  Place child(String name) {
    return new Place(file, line, column, join(name));
  }

  /** The path of a field inside this one. */
  String join(String name) {
    return field.isEmpty() || name.startsWith("[") ? field + name : field + "." + name;
  }

  ConfigProblem problem(String sentence) {
    return new ConfigProblem(file, line, column, field, sentence);
  }
}
