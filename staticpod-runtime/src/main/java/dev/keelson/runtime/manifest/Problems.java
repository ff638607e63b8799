package dev.keelson.runtime.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects what is wrong with one document; used by one thread. */
public final class Problems {
  private final Map<String, Position> positions;
  private final List<ManifestProblem> found = new ArrayList<>();

  Problems(Map<String, Position> positions) {
    this.positions = positions;
  }

  void add(String field, String message) {
    found.add(new ManifestProblem(position(field), field, message));
  }

  private Position position(String field) {
    String at = field;
    while (true) {
      Position position = positions.get(at);
      if (position != null) {
        return position;
      }
      int cut = Math.max(at.lastIndexOf('.'), at.lastIndexOf('['));
      if (cut < 0) {
        return positions.getOrDefault("", new Position(1, 1));
      }
      at = at.substring(0, cut);
    }
  }

  /** Every one so far. */
  List<ManifestProblem> all() {
    return List.copyOf(found);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Ends the reading of a document with all its problems, where there are any. */
  public void throwIfAny(String source) {
    if (!found.isEmpty()) {
      throw new InvalidManifestException(source, found);
    }
  }
}
