package dev.keelson.runtime.kube;

/** How the body of a patch is read by the API server. */
public enum PatchType {
  /** RFC 7396: null removes, lists are replaced. */
  MERGE("application/merge-patch+json"),
  /** Lists with a merge key, such as conditions, are merged by it. */
  STRATEGIC("application/strategic-merge-patch+json"),
  /** Server-side apply; JSON is YAML. */
  APPLY("application/apply-patch+yaml");

  private final String mediaType;

  PatchType(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The Content-Type of such a patch. */
  public String mediaType() {
    return mediaType;
  }
}
