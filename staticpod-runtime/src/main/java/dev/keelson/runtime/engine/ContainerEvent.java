package dev.keelson.runtime.engine;

/** Something happened to a container: it started or its process ended. */
public record ContainerEvent(ContainerId container, SandboxId sandbox, Kind kind) {
  /** What happened. */
  public enum Kind {
    STARTED,
    EXITED
  }
}
