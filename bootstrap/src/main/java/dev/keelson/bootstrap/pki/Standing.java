package dev.keelson.bootstrap.pki;

/** What there is of one certificate already, and what that means. */
sealed interface Standing {
  /** Good as it is; it stays. */
  record Reusable(Material material) implements Standing {}

  /** Nothing is there, or only our own key: it is to be issued. */
  record Missing() implements Standing {}

  /**
   * Something is there that must neither be used nor overwritten.
   *
   * @param problem which file, what was seen, what to do
   */
  record Unusable(String problem) implements Standing {}
}
