package dev.keelson.runtime.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the kernel's out-of-memory killer weighs processes, and how far this process may lower that:
 * without CAP_SYS_RESOURCE no child can be protected better than its parent.
 */
public final class OomScore {
  private static final Path OWN = Path.of("/proc/self/oom_score_adj");
  private static final int LOWEST = -1000;

  private static final Logger LOG = LoggerFactory.getLogger(OomScore.class);

  private final int floor;
  private final AtomicBoolean told = new AtomicBoolean();

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

  /** The wanted score, or the lowest that may be set; that it is raised is logged once. */
  public int allowed(int wanted) {
    if (wanted < floor && !told.getAndSet(true)) {
      LOG.info(
          "OOM scores below {}, such as {}, are raised to it: this process lacks CAP_SYS_RESOURCE",
          floor,
          wanted);
    }
    return Math.max(wanted, floor);
  }
}
