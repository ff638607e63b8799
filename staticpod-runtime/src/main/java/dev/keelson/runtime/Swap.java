package dev.keelson.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code failSwapOn}: a memory limit bounds less than it says where a pod's pages may be swapped.
 */
final class Swap {
  private Swap() {}

  /**
   * Refuses a machine that has swap.
   *
   * @param swaps {@code /proc/swaps}: a heading, then a line for each
   */
  static void refuse(Path swaps) {
    try {
      if (Files.readAllLines(swaps).size() > 1) {
        throw new RuntimeStartException(
            "swap is on, and failSwapOn is true: `swapoff -a` turns it off; or set failSwapOn to"
                + " false",
            null);
      }
    } catch (IOException e) {
      throw new RuntimeStartException("cannot read " + swaps + ": " + e.getMessage(), e);
    }
  }
}
