package dev.keelson.runtime.manifest;

/**
 * One thing that is wrong in a manifest.
 *
 * @param field such as {@code spec.containers[0].image}; empty for the file as a whole
 * @param message what is there and what is wanted instead
 */
public record ManifestProblem(Position at, String field, String message) {
  @Override
  public String toString() {
    String place = "line " + at.line() + ", column " + at.column() + ": ";
    return place + (field.isEmpty() ? "" : field + ": ") + message;
  }
}
