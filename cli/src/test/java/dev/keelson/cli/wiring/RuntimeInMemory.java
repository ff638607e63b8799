package dev.keelson.cli.wiring;

import dev.keelson.runtime.RuntimeDaemon;
import dev.keelson.runtime.RuntimeLock;
import dev.keelson.runtime.StaticPodRuntime;
import dev.keelson.runtime.config.RuntimeConfig;
import dev.keelson.runtime.config.RuntimePaths;
import dev.keelson.runtime.testkit.InMemoryEngine;
import dev.keelson.runtime.testkit.ManualClock;
import dev.keelson.runtime.time.SystemTimers;
import java.nio.file.Path;

/** The runtime as a process, but for its containers. */
final class RuntimeInMemory {
  private RuntimeInMemory() {}

  /** Takes the root directory, and the image that is there. */
  public static void main(String[] arguments) throws InterruptedException {
    var paths = new RuntimePaths(Path.of(arguments[0]));
    var engine = new InMemoryEngine(ManualClock.standing());
    engine.addImage(arguments[1], "");
    RuntimeConfig config = RuntimeConfig.defaults(paths).withNodeName("cp1");
    try (var timers = SystemTimers.start()) {
      RuntimeDaemon.run(
          StaticPodRuntime.start(config, RuntimeLock.take(paths), engine, timers, "0.1.0"));
    }
  }
}
