package dev.keelson.runtime.presence;

import com.fasterxml.jackson.databind.JsonNode;

/** Whether the API server has what we want, whatever else it has added by itself. */
final class JsonSubset {
  private JsonSubset() {}

  /**
   * Whether every field of {@code wanted} is in {@code actual} with the same value; a null wants
   * the field absent, lists want the same length.
   */
  static boolean contains(JsonNode actual, JsonNode wanted) {
    if (wanted.isNull()) {
      return actual.isMissingNode() || actual.isNull();
    }
    if (wanted.isObject()) {
      return wanted.properties().stream()
          .allMatch(e -> contains(actual.path(e.getKey()), e.getValue()));
    }
    if (wanted.isArray()) {
      return listContains(actual, wanted);
    }
    return actual.asText().equals(wanted.asText()) && isPresent(actual, wanted);
  }

  /** The API leaves out what is empty, zero or false. */
  private static boolean isPresent(JsonNode actual, JsonNode wanted) {
    return !actual.isMissingNode() || wanted.asText().isEmpty();
  }

  private static boolean listContains(JsonNode actual, JsonNode wanted) {
    if (actual.size() != wanted.size()) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!contains(actual.get(i), wanted.get(i))) {
        return false;
      }
    }
    return true;
  }
}
