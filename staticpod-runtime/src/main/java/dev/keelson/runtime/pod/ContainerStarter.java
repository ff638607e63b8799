package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.ContainerConfig;
import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.ContainerStatus;
import dev.keelson.runtime.engine.ContainerStatus.State;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.ImageInfo;
import dev.keelson.runtime.log.LogLinks;
import dev.keelson.runtime.manifest.ContainerSpec;
import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.volume.VolumeException;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates and starts one container in a sandbox. */
final class ContainerStarter {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerStarter.class);

  private final PodContext context;
  private final ContainerSpec spec;
  private final SandboxLifecycle sandbox;

  ContainerStarter(PodContext context, ContainerSpec spec, SandboxLifecycle sandbox) {
    this.context = context;
    this.spec = spec;
    this.sandbox = sandbox;
  }

  /** It could not be started; the reason is the kubelet's word. */
  static final class StartFailure extends RuntimeException {
    private final String reason;

    private StartFailure(String reason, Exception cause) {
      super(cause.getMessage(), cause);
      this.reason = reason;
    }

    private StartFailure(String reason, String message) {
      super(message);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }

  /**
   * It was made, and its process could not be started: an end like any other, as under containerd.
   */
  static final class NotStarted extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ContainerStatus status;
    private final transient State.Exited end;

    private NotStarted(ContainerStatus status, State.Exited end, EngineException cause) {
      super(cause.getMessage(), cause);
      this.status = status;
      this.end = end;
    }

    ContainerStatus status() {
      return status;
    }

    State.Exited end() {
      return end;
    }
  }

  ContainerStatus start(int attempt, ImageInfo image) throws NotStarted {
    ContainerId id = create(config(attempt, image));
    context.events().normal(spec.name(), "Created", "Container created");
    try {
      engine().startContainer(id);
    } catch (EngineException e) {
      StartFailure failure = failed("RunContainerError", e);
      noteEnd(id, attempt, e);
      discard(id, e);
      throw failure;
    }
    context.events().normal(spec.name(), "Started", "Container started");
    ContainerStatus status =
        engine()
            .containerStatus(id)
            .orElseThrow(() ->
                new StartFailure("RunContainerError", "the container vanished as it started"));
    link(status);
    return status;
  }

  /** A log can be read without its link, so the container runs all the same. */
  private void link(ContainerStatus started) {
    PodManifest pod = context.manifest();
    try {
      LogLinks.beside(context.services().settings().podLogs())
          .add(pod.name(), pod.namespace(), spec.name(), started.id().value(), started.logPath());
    } catch (IOException e) {
      LOG.warn("linking to the log {}: {}", started.logPath(), String.valueOf(e.getMessage()));
    }
  }

  private ContainerConfig config(int attempt, ImageInfo image) {
    Optional<String> refusal = SecurityConfigs.rootRefusal(context.manifest(), spec, image);
    if (refusal.isPresent()) {
      context.events().warning(spec.name(), "Failed", "Error: " + refusal.get());
      throw new StartFailure("CreateContainerConfigError", refusal.get());
    }
    try {
      return new ContainerConfigs(context, sandbox.addresses()).of(spec, attempt);
    } catch (VolumeException e) {
      throw failed("CreateContainerConfigError", e);
    }
  }

  private ContainerId create(ContainerConfig config) {
    try {
      return engine().createContainer(sandbox.id(), config);
    } catch (EngineException e) {
      throw failed("CreateContainerError", e);
    }
  }

  /** What kept it from starting is its last words, for this runtime and for the next one. */
  private void noteEnd(ContainerId id, int attempt, EngineException failure) throws NotStarted {
    Optional<ContainerStatus> status = engine().containerStatus(id);
    if (status.isPresent() && status.get().state() instanceof State.Exited end) {
      leaveLastWords(attempt, String.valueOf(failure.getMessage()));
      throw new NotStarted(status.get(), end, failure);
    }
  }

  /** Without them its end is still told. */
  private void leaveLastWords(int attempt, String words) {
    try {
      context.directory().lastWords(spec.name(), attempt, words);
    } catch (VolumeException e) {
      LOG.warn("container {}: {}", spec.name(), String.valueOf(e.getMessage()));
    }
  }

  private void discard(ContainerId id, EngineException failure) {
    try {
      engine().removeContainer(id);
    } catch (EngineException e) {
      failure.addSuppressed(e);
    }
  }

  private StartFailure failed(String reason, Exception cause) {
    context.events().warning(spec.name(), "Failed", "Error: " + cause.getMessage());
    return new StartFailure(reason, cause);
  }

  private ContainerEngine engine() {
    return context.services().engine();
  }
}
