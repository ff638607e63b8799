package dev.keelson.runtime.probe;

/** What one try of a probe or hook came to. */
public sealed interface ProbeResult {
  /** It did what was asked. */
  record Success() implements ProbeResult {}

  /** It was tried and did not; the message says what was seen. */
  record Failure(String message) implements ProbeResult {}

  /** It could not be tried; this says nothing of the container. */
  record Unknown(String message) implements ProbeResult {}
}
