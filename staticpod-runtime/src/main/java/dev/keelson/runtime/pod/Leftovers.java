package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.engine.ContainerStatus;
import dev.keelson.runtime.engine.ContainerStatus.State;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.SandboxStatus;
import dev.keelson.runtime.volume.PodDirectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Ends pods that are not adopted: an older uid of the same name, or one whose kept manifest cannot
 * be read. They get the grace period of their annotation.
 */
final class Leftovers {
  private static final String DEFAULT_GRACE = "30";

  private final ContainerEngine engine;
  private final NodeSettings settings;

  Leftovers(PodServices services) {
    this.engine = services.engine();
    this.settings = services.settings();
  }

  /** Blocks until nothing of it is left. */
  void remove(FoundPod found) throws InterruptedException {
    stopAll(found.allContainers());
    for (SandboxStatus sandbox : found.sandboxes()) {
      engine.stopSandbox(sandbox.id());
      engine.removeSandbox(sandbox.id());
    }
    PodDirectory.removeLogsOf(settings.podLogs(), found.pod().uid());
    PodDirectory.of(settings.pods(), found.pod().uid()).remove();
  }

  private void stopAll(List<ContainerStatus> containers) throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var stops = new ArrayList<Callable<ContainerStatus>>();
      for (ContainerStatus container : containers) {
        if (container.state() instanceof State.Running) {
          stops.add(() -> {
            engine.stopContainer(container.id(), grace(container));
            return container;
          });
        }
      }
      for (Future<ContainerStatus> stop : threads.invokeAll(stops)) {
        stop.get();
      }
    } catch (ExecutionException e) {
      throw new EngineException("stopping a container of an earlier runtime: " + e.getCause(), e);
    }
  }

  private static Duration grace(ContainerStatus container) {
    String seconds = container.annotations().getOrDefault(PodLabels.GRACE_PERIOD, DEFAULT_GRACE);
    return Duration.ofSeconds(
        Long.parseLong(seconds.matches("\\d{1,9}") ? seconds : DEFAULT_GRACE));
  }
}
