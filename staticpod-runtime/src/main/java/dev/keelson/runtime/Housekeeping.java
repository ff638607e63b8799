package dev.keelson.runtime;

import dev.keelson.runtime.config.KubeletSettings;
import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.pod.NodeSettings;
import dev.keelson.runtime.pod.OrphanedPods;
import dev.keelson.runtime.pod.PodBoard;
import dev.keelson.runtime.pod.PodSupervisor;
import dev.keelson.runtime.time.Timers;
import java.time.Duration;

/** Bounds, beside the workers, what grows: logs, images, and directories of pods nobody knows. */
final class Housekeeping {
  private static final Duration LOOK_AT_IMAGES = Duration.ofMinutes(5);
  private static final Duration LOOK_FOR_ORPHANS = Duration.ofMinutes(1);

  private Housekeeping() {}

  /** Begins; ends with the parts. */
  static void start(
      Parts parts,
      ContainerEngine engine,
      NodeSettings settings,
      PodBoard board,
      PodSupervisor supervisor,
      Timers timers) {
    KubeletSettings.Logs logs = settings.kubelet().logs();
    var monitor = new LogMonitor(engine, logs, timers);
    parts.add(Recurring.start("log-monitor", logs.monitorInterval(), timers, monitor::look));
    var images =
        new ImageGarbage(
            engine,
            settings.kubelet().images(),
            timers::steady,
            ImageGarbage.Disk.of(engine.imageDirectory()),
            supervisor::images);
    parts.add(Recurring.start("image-garbage", LOOK_AT_IMAGES, timers, images::collect));
    var orphans = new OrphanedPods(settings, engine, board);
    parts.add(
        Recurring.start(
            "orphaned-pods", LOOK_FOR_ORPHANS, timers, () -> orphans.remove(timers.instant())));
  }
}
