package dev.keelson.runtime.pod;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The Kubernetes API's {@code ContainerState}: exactly one of the three is present. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContainerState(
    @Nullable Waiting waiting, @Nullable Running running, @Nullable Terminated terminated) {
  /** Not started yet, and why. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Waiting(String reason, @Nullable String message) {}

  /** Its process runs. */
  public record Running(Instant startedAt) {}

  /** Its process ended. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Terminated(
      int exitCode,
      @Nullable String reason,
      @Nullable String message,
      @Nullable Instant startedAt,
      Instant finishedAt,
      String containerID) {}

  /** The Kubernetes API's {@code ContainerStatus}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Status(
      String name,
      ContainerState state,
      ContainerState lastState,
      boolean ready,
      int restartCount,
      String image,
      String imageID,
      @Nullable String containerID,
      @Nullable Boolean started) {}
}
