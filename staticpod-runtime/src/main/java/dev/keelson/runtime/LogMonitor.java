package dev.keelson.runtime;

import dev.keelson.runtime.config.KubeletSettings;
import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.engine.ContainerStatus;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.log.LogRotation;
import dev.keelson.runtime.time.Timers;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the logs of the containers that run, now and again, and rotates those too large. */
final class LogMonitor {
  private static final Logger LOG = LoggerFactory.getLogger(LogMonitor.class);

  private final ContainerEngine engine;
  private final LogRotation rotation;
  private final Timers timers;

  LogMonitor(ContainerEngine engine, KubeletSettings.Logs settings, Timers timers) {
    this.engine = engine;
    this.rotation = new LogRotation(settings.maxSize(), settings.maxFiles());
    this.timers = timers;
  }

  /** Looks once. What cannot be rotated is tried again the next time. */
  void look() {
    for (ContainerStatus container : engine.listContainers()) {
      if (container.state() instanceof ContainerStatus.State.Running) {
        rotate(container);
      }
    }
  }

  private void rotate(ContainerStatus container) {
    try {
      rotation.rotate(
          container.logPath(), timers.instant(), () -> engine.reopenLog(container.id()));
    } catch (IOException | EngineException e) {
      LOG.warn(
          "the log {} cannot be rotated: {}", container.logPath(), String.valueOf(e.getMessage()));
    }
  }
}
