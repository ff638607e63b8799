package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.SandboxStatus;
import dev.keelson.runtime.volume.PodDirectory;
import dev.keelson.runtime.volume.VolumeException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pods that a runtime was setting up or removing when it was killed: their directory is there, with
 * what is mounted in it, and no sandbox tells of them any more. A pod that is still asked for
 * begins anew.
 */
final class CutOffPods {
  private static final Logger LOG = LoggerFactory.getLogger(CutOffPods.class);

  private final NodeSettings settings;

  CutOffPods(NodeSettings settings) {
    this.settings = settings;
  }

  /**
   * Removes their directories and logs; called before any pod is worked on. Only directories that a
   * runtime has claimed count, for a kubelet may keep its own beside them.
   */
  void remove(List<SandboxStatus> sandboxes) {
    Set<String> known = sandboxes.stream().map(s -> s.pod().uid()).collect(Collectors.toSet());
    try {
      for (PodDirectory directory : PodDirectory.claimed(settings.pods())) {
        if (!known.contains(directory.uid())) {
          PodDirectory.removeLogsOf(settings.podLogs(), directory.uid());
          directory.remove();
          LOG.info("removed {}, which a runtime left in the midst of its work", directory.root());
        }
      }
    } catch (VolumeException e) {
      LOG.warn("removing what a killed runtime left: {}", String.valueOf(e.getMessage()));
    }
  }
}
