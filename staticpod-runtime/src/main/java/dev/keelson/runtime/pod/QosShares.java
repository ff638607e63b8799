package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.manifest.QosClass;
import dev.keelson.runtime.manifest.Quantity;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much of the processors the pods get beside the rest of the node, and the classes of pods
 * beside each other, as the kubelet's {@code cm} package has it: all pods together weigh what the
 * node has, Burstable ones what they request together, BestEffort ones next to nothing. Without it
 * a busy best-effort pod would get as much as the control plane. Safe for any thread.
 */
final class QosShares {
  private static final Logger LOG = LoggerFactory.getLogger(QosShares.class);
  private static final long MILLI = 1000;

  private final ContainerEngine engine;
  private final long node;

  /** What Burstable pods request, in thousandths of a processor, by uid; guarded by this. */
  private final Map<String, Long> burstable = new HashMap<>();

  QosShares(ContainerEngine engine, int cpus) {
    this.engine = engine;
    this.node = ResourceConfigs.shares(cpus * MILLI);
  }

  /** The cgroup that holds the pods of a class. */
  static String cgroup(QosClass qos) {
    return switch (qos) {
      case GUARANTEED -> "/kubepods";
      case BURSTABLE -> "/kubepods/burstable";
      case BEST_EFFORT -> "/kubepods/besteffort";
    };
  }

  /** The pod has a sandbox, and with it its class's cgroup, maybe a new one. */
  synchronized void begin(PodManifest pod) {
    if (QosClass.of(pod.spec()) == QosClass.BURSTABLE) {
      long request = ResourceConfigs.cpuRequest(pod.spec()).map(Quantity::milli).orElse(0L);
      burstable.put(pod.uid(), request);
    }
    weigh();
  }

  /** The pod with that uid has a sandbox no more. */
  synchronized void end(String uid) {
    if (burstable.remove(uid) != null) {
      weigh();
    }
  }

  private void weigh() {
    long requested = burstable.values().stream().mapToLong(Long::longValue).sum();
    weigh(QosClass.GUARANTEED, node);
    weigh(QosClass.BURSTABLE, ResourceConfigs.shares(requested));
    weigh(QosClass.BEST_EFFORT, ResourceConfigs.shares(0));
  }

  /** Pods run without it, too. */
  private void weigh(QosClass qos, long shares) {
    try {
      engine.weigh(cgroup(qos), shares);
    } catch (EngineException e) {
      LOG.warn("{}", e.getMessage());
    }
  }
}
