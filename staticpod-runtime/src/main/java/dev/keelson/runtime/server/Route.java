package dev.keelson.runtime.server;

import java.io.IOException;
import java.util.List;

/**
 * One path of the API and what answers it.
 *
 * @param method the HTTP method
 * @param pattern segments; one in braces matches anything
 */
record Route(String method, List<String> pattern, Answer answer) {
  /** Answers one request; called on a virtual thread, may block. */
  @FunctionalInterface
  interface Answer {
    void to(Exchange exchange) throws IOException, InterruptedException;
  }

  static Route get(String path, Answer answer) {
    return new Route("GET", List.of(path.substring(1).split("/", -1)), answer);
  }

  static Route post(String path, Answer answer) {
    return new Route("POST", List.of(path.substring(1).split("/", -1)), answer);
  }

  boolean matches(List<String> path) {
    if (path.size() != pattern.size()) {
      return false;
    }
    for (int i = 0; i < path.size(); i++) {
      if (!pattern.get(i).startsWith("{") && !pattern.get(i).equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }
}
