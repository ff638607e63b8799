package dev.keelson.runtime.server;

import dev.keelson.runtime.engine.ExecCommand;
import dev.keelson.runtime.engine.ExecSession;
import dev.keelson.runtime.pod.PodSnapshot;

/** Where commands run. */
@FunctionalInterface
public interface ContainerExecs {
  /**
   * Starts a command in a running container of that pod.
   *
   * @throws dev.keelson.runtime.engine.EngineException where it does not run
   */
  ExecSession open(PodSnapshot pod, String container, ExecCommand command);
}
