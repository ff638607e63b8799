package dev.keelson.runtime;

import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.ExecCommand;
import dev.keelson.runtime.engine.ExecSession;
import dev.keelson.runtime.pod.ContainerState;
import dev.keelson.runtime.pod.PodSnapshot;
import dev.keelson.runtime.server.ContainerExecs;
import java.util.stream.Stream;

/** Commands in the containers that a pod's status names. */
final class PodExecs implements ContainerExecs {
  private final ContainerEngine engine;

  PodExecs(ContainerEngine engine) {
    this.engine = engine;
  }

  @Override
  public ExecSession open(PodSnapshot pod, String container, ExecCommand command) {
    String phase = pod.status().phase();
    if (phase.equals("Succeeded") || phase.equals("Failed")) {
      throw new EngineException(
          "cannot exec into a container in a completed pod; current phase is " + phase);
    }
    String id =
        Stream.concat(
                pod.status().containerStatuses().stream(),
                pod.status().initContainerStatuses().stream())
            .filter(s -> s.name().equals(container) && s.state().running() != null)
            .map(ContainerState.Status::containerID)
            .flatMap(Stream::ofNullable)
            .findFirst()
            .orElseThrow(() ->
                new EngineException(
                    "container %s of pod %s is not running".formatted(container, pod.fullName())));
    return engine.openExec(new ContainerId(id.substring(id.indexOf("://") + 3)), command);
  }
}
