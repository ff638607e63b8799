package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.engine.ContainerStatus;
import dev.keelson.runtime.linux.ProcessTree;
import dev.keelson.runtime.probe.ActionRunner;
import dev.keelson.runtime.probe.ProbeAnswers;
import dev.keelson.runtime.rollout.RolloutPolicy;
import dev.keelson.runtime.time.Timers;
import java.nio.file.Path;
import java.util.List;

/** What every pod worker shares; all of it is safe for any thread. */
record PodServices(
    ContainerEngine engine,
    NodeSettings settings,
    Timers timers,
    ActionRunner actions,
    StartOrder order,
    Wakeups wakeups,
    RolloutPolicy rollout,
    RestartBackoffs restarts,
    ProbeAnswers probes,
    PullLimit pulls,
    HugePageClaims hugePages,
    QosShares shares) {
  /** Told of every pod. */
  PodListener listener() {
    return order;
  }

  /** What runs of the pod with that uid now. */
  ProcessTree processes(String uid) {
    return ProcessTree.of(
        engine.listContainers().stream()
            .filter(c -> uid.equals(c.labels().get(PodLabels.POD_UID)))
            .flatMapToInt(c -> c.pid().stream())
            .boxed()
            .toList());
  }

  /** The logs of what runs of the pod with that uid now. */
  List<Path> logs(String uid) {
    return engine.listContainers().stream()
        .filter(c -> uid.equals(c.labels().get(PodLabels.POD_UID)))
        .filter(c -> c.state() instanceof ContainerStatus.State.Running)
        .map(ContainerStatus::logPath)
        .toList();
  }

  /** The engine's name, as container ids in a status begin with it. */
  String engineName() {
    return engine.version().split("://", 2)[0];
  }
}
