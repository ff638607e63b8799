package dev.keelson.templates.model;

import java.util.List;

/**
 * Where a variable's value comes from.
 *
 * @param kind such as {@code fieldRef}
 * @param fields its fields, in order
 */
public record ValueSource(String kind, List<Field> fields) {
  public ValueSource {
    fields = List.copyOf(fields);
  }

  /**
   * One field.
   *
   * @param value a string or a boolean
   */
  public record Field(String name, Object value) {}
}
