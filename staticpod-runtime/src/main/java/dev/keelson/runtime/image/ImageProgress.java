package dev.keelson.runtime.image;

/**
 * Hears how far a pull or an import is. Called on several threads, often, and must return quickly;
 * a blob's numbers never go back but when its transfer begins anew.
 */
public interface ImageProgress {
  /** Hears nothing. */
  ImageProgress SILENT = (_, _, _, _) -> {};

  /**
   * Something was done for one blob.
   *
   * @param blob its digest; of layers the one in the manifest
   * @param step what is done with it
   * @param done bytes so far
   * @param total bytes in all; {@code done == total} ends the step
   */
  void advanced(Digest blob, Step step, long done, long total);

  /** What is done with a blob. Both steps count the bytes of the blob as it was received. */
  enum Step {
    FETCH,
    UNPACK,
    /** It was there already. */
    PRESENT
  }
}
