package dev.keelson.runtime;

import dev.keelson.runtime.linux.TerminationSignal;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runtime as the whole of a process: it ends on SIGTERM or SIGINT, with status 0, and at once
 * on the second, with 143. Neither waits for pods, not even for those that are being stopped.
 */
public final class RuntimeDaemon {
  private static final Logger LOG = LoggerFactory.getLogger(RuntimeDaemon.class);
  private static final int ENDED_BY_SIGTERM = 143;

  private RuntimeDaemon() {}

  /** Runs until somebody asks to stop; the pods run on, unless the local API said otherwise. */
  public static void run(StaticPodRuntime runtime) throws InterruptedException {
    var asked = new AtomicBoolean();
    TerminationSignal.handle(() -> {
      if (asked.getAndSet(true)) {
        // Asked twice: no orderly end, which costs the pods nothing.
        Runtime.getRuntime().halt(ENDED_BY_SIGTERM);
      }
      LOG.info("asked to end");
      runtime.requestStop();
    });
    try (runtime) {
      runtime.awaitStop();
    }
  }
}
