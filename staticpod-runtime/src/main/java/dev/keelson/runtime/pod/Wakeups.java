package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.ContainerEvent;
import dev.keelson.runtime.engine.SandboxId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who is woken when something happens in a sandbox. Safe for any thread. */
final class Wakeups {
  private final Map<SandboxId, Runnable> bySandbox = new ConcurrentHashMap<>();

  void register(SandboxId sandbox, Runnable wake) {
    bySandbox.put(sandbox, wake);
  }

  void forget(SandboxId sandbox) {
    bySandbox.remove(sandbox);
  }

  /** Takes an event of the engine. */
  void happened(ContainerEvent event) {
    Runnable wake = bySandbox.get(event.sandbox());
    if (wake != null) {
      wake.run();
    }
  }
}
