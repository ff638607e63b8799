package dev.keelson.runtime.probe;

/** What one try of a probe or hook came to. */
public sealed interface ProbeResult {
  /** The word that the kubelet's metrics have for it. */
  default String outcome() {
    return switch (this) {
      case Success _ -> "successful";
      case Failure _ -> "failed";
      case Unknown _ -> "unknown";
    };
  }

  /**
   * It did what was asked.
   *
   * @param warning what is strange about it; empty when nothing is
   */
  record Success(String warning) implements ProbeResult {
    /** Without a word. */
    public Success() {
      this("");
    }
  }

  /** It was tried and did not; the message says what was seen. */
  record Failure(String message) implements ProbeResult {}

  /** It could not be tried; this says nothing of the container. */
  record Unknown(String message) implements ProbeResult {}
}
