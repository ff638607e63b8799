package dev.keelson.runtime.pod;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.keelson.runtime.engine.ContainerUser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
      @Nullable Instant finishedAt,
      @Nullable String containerID) {
    private Terminated withMessageOf(int bytes) {
      return message == null
          ? this
          : new Terminated(
              exitCode, reason, LastWords.cut(message, bytes), startedAt, finishedAt, containerID);
    }
  }

  private ContainerState withMessageOf(int bytes) {
    return terminated == null
        ? this
        : new ContainerState(waiting, running, terminated.withMessageOf(bytes));
  }

  /** The Kubernetes API's {@code VolumeMountStatus}; what is null is not shown. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record MountStatus(
      String name,
      String mountPath,
      @Nullable Boolean readOnly,
      @Nullable String recursiveReadOnly) {}

  /** The Kubernetes API's {@code ContainerUser}. */
  public record User(ContainerUser linux) {}

  /** The Kubernetes API's {@code ContainerStatus}; what is null is not shown. */
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
      @Nullable Boolean started,
      @Nullable Map<String, String> allocatedResources,
      @Nullable ApiResources resources,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MountStatus> volumeMounts,
      @Nullable User user) {
    public Status {
      volumeMounts = List.copyOf(volumeMounts);
    }

    /** The same with termination messages of at most that many bytes. */
    Status withMessagesOf(int bytes) {
      return new Status(
          name,
          state.withMessageOf(bytes),
          lastState.withMessageOf(bytes),
          ready,
          restartCount,
          image,
          imageID,
          containerID,
          started,
          allocatedResources,
          resources,
          volumeMounts,
          user);
    }
  }
}
