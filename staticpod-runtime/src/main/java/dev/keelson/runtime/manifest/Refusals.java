package dev.keelson.runtime.manifest;

/** Sentences that several readers refuse a field with. */
final class Refusals {
  /** What a static pod may never do: the API server may not be there yet. */
  static final String API_OBJECT =
      "refers to an object of the API, which a static pod cannot; use a hostPath volume or a value";

  /** What this version lacks. */
  static final String NOT_YET = "is not supported by this runtime yet; leave it out";

  private Refusals() {}
}
