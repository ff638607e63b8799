package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.probe.ActionRunner;
import dev.keelson.runtime.time.Timers;

/** What every pod worker shares; all of it is safe for any thread. */
record PodServices(
    ContainerEngine engine,
    NodeSettings settings,
    Timers timers,
    ActionRunner actions,
    PodListener listener,
    Wakeups wakeups) {
  /** The engine's name, as container ids in a status begin with it. */
  String engineName() {
    return engine.version().split("://", 2)[0];
  }
}
