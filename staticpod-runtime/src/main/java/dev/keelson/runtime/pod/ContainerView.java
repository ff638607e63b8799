package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.ContainerSpec;
import dev.keelson.runtime.manifest.ContainerSpec.Role;
import dev.keelson.runtime.manifest.VolumeMount;
import dev.keelson.runtime.pod.ContainerState.MountStatus;
import dev.keelson.runtime.pod.ContainerState.Running;
import dev.keelson.runtime.pod.ContainerState.Terminated;
import dev.keelson.runtime.pod.ContainerState.Waiting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A container at one moment, as the API and as people are told of it. */
record ContainerView(
    ContainerSpec spec,
    ApiResources resources,
    ContainerHistory history,
    Optional<RunningContainer> running,
    Optional<Waiting> waiting) {
  /** One sentence of why it is not as it should be; empty when it is. */
  String problem() {
    if (running.isPresent()) {
      String seen = ready() ? "" : running.get().notReady();
      return seen.isEmpty() ? "" : "container " + spec.name() + " is not ready: " + seen;
    }
    Optional<Waiting> told = waiting.filter(w -> w.message() != null && !Endings.isCrashLoop(w));
    if (told.isPresent()) {
      return "container " + spec.name() + ": " + told.get().reason() + ": " + told.get().message();
    }
    return history.ended().isPresent() && !history.succeeded() ? history.words() : "";
  }

  private boolean ready() {
    return spec.role() == Role.INIT
        ? running.isEmpty() && history.succeeded()
        : running.filter(RunningContainer::ready).isPresent();
  }

  /**
   * As the API shows it.
   *
   * @param idle why it waits, where no other reason is known
   */
  ContainerState.Status status(String idle) {
    boolean idling = running.isEmpty() && (waiting.isPresent() || history.ended().isEmpty());
    Optional<Terminated> last = idling ? history.ended().or(history::before) : history.before();
    return new ContainerState.Status(
        spec.name(),
        state(new Waiting(idle, null)),
        new ContainerState(null, null, last.orElse(null)),
        ready(),
        history.restartCount(),
        history.image(),
        history.imageId(),
        nullIfEmpty(history.containerId()),
        running.filter(RunningContainer::started).isPresent(),
        made() && !resources.requests().isEmpty() ? resources.requests() : null,
        made() ? resources : null,
        spec.mounts().stream().map(ContainerView::mount).toList(),
        history.user().map(ContainerState.User::new).orElse(null));
  }

  private boolean made() {
    return !history.containerId().isEmpty();
  }

  private static MountStatus mount(VolumeMount mount) {
    String recursive = mount.recursiveReadOnly() ? "Enabled" : "Disabled";
    return new MountStatus(
        mount.volume(),
        mount.mountPath(),
        mount.readOnly() ? true : null,
        mount.readOnly() ? recursive : null);
  }

  private ContainerState state(Waiting idle) {
    if (running.isPresent()) {
      return new ContainerState(null, new Running(running.get().facts().startedAt()), null);
    }
    if (history.ended().isPresent() && waiting.isEmpty()) {
      return new ContainerState(null, null, history.ended().get());
    }
    return new ContainerState(waiting.orElse(idle), null, null);
  }

  static @Nullable String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }
}
