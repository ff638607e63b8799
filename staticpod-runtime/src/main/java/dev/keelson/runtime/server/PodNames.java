package dev.keelson.runtime.server;

import dev.keelson.runtime.pod.PodBoard;
import dev.keelson.runtime.pod.PodSnapshot;
import java.util.Locale;
import java.util.Optional;

/** Finds pods by the name in their manifest or by that with the node's name behind it. */
final class PodNames {
  private final PodBoard board;
  private final String suffix;

  PodNames(PodBoard board, String nodeName) {
    this.board = board;
    this.suffix = "-" + nodeName.toLowerCase(Locale.ROOT);
  }

  PodSnapshot find(String namespace, String name) {
    return board
        .pod(namespace + "/" + name)
        .or(() -> board.pod(namespace + "/" + name + suffix))
        .orElseThrow(
            () -> new RefusedException(404, "there is no pod " + name + " in " + namespace));
  }

  /** The first pod of that name in any namespace. */
  Optional<PodSnapshot> find(String name) {
    return board.pods().stream()
        .filter(p -> isNamed(p.fullName(), name) || isNamed(p.fullName(), name + suffix))
        .findFirst();
  }

  private static boolean isNamed(String fullName, String name) {
    return fullName.substring(fullName.indexOf('/') + 1).equals(name);
  }
}
