package dev.keelson.runtime.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How the kernel's out-of-memory killer weighs processes, and how far this process may lower that:
 * without CAP_SYS_RESOURCE no child can be protected better than its parent.
 */
public final class OomScore {
  private static final Path OWN = Path.of("/proc/self/oom_score_adj");
  private static final int LOWEST = -1000;

  private final int floor;

  private OomScore(int floor) {
    this.floor = floor;
  }

  /** Finds out by trying: lowers this process's own score by one and puts it back. */
  public static OomScore probe() throws IOException {
    int own = Integer.parseInt(Files.readString(OWN).strip());
    if (own == LOWEST) {
      return new OomScore(LOWEST);
    }
    try {
      Files.writeString(OWN, Integer.toString(own - 1));
    } catch (IOException _) {
      return new OomScore(own);
    }
    Files.writeString(OWN, Integer.toString(own));
    return new OomScore(LOWEST);
  }

  /** The wanted score, or the lowest that may be set. */
  public int allowed(int wanted) {
    return Math.max(wanted, floor);
  }
}
