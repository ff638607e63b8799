package dev.keelson.runtime.manifest;

/** Sentences that several readers refuse a field with. */
final class Refusals {
  /** What a static pod may never do: the API server may not be there yet. */
  static final String API_OBJECT =
      "refers to an object of the API, which a static pod cannot; use a hostPath volume or a value";

  /** What programs of the host or drivers found through the API mount. */
  static final String OF_HOST =
      "is a volume that this runtime does not mount; mount it on the host and use hostPath";

  private Refusals() {}
}
