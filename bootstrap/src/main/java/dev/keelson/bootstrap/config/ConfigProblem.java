package dev.keelson.bootstrap.config;

/**
 * One thing wrong with a configuration, said so that a person can mend it.
 *
 * @param file the configuration file, or empty for a flag
 * @param line from 1; 0 where there is no line
 * @param column from 1; 0 where there is no column
 * @param field such as {@code networking.podSubnet} or {@code --pod-network-cidr}; empty for a
 *     whole file
 * @param sentence what is wrong and what to do; never a secret
 */
public record ConfigProblem(String file, int line, int column, String field, String sentence) {
  /** A problem of a whole file. */
  static ConfigProblem of(String file, String sentence) {
    return new ConfigProblem(file, 0, 0, "", sentence);
  }

  /** {@code file:line:column: field: sentence}, without what is empty. */
  @Override
  public String toString() {
    var text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line).append(':').append(column);
    }
    if (!text.isEmpty()) {
      text.append(": ");
    }
    if (!field.isEmpty()) {
      text.append(field).append(": ");
    }
    return text.append(sentence).toString();
  }
}
