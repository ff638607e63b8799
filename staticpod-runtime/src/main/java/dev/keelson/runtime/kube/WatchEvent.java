package dev.keelson.runtime.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One line of a watch. */
public record WatchEvent(Kind kind, ObjectNode object) {
  /** What happened to the object; a bookmark carries the resource version alone. */
  public enum Kind {
    ADDED,
    MODIFIED,
    DELETED,
    BOOKMARK
  }
}
