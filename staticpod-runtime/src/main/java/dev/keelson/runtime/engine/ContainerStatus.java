package dev.keelson.runtime.engine;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A container as the engine has it.
 *
 * @param pid of its first process on this node while it runs
 * @param imageId digest of the image it was made of
 * @param volumeImageIds digests of the images that it has mounted
 * @param user empty where the engine does not know
 */
public record ContainerStatus(
    ContainerId id,
    SandboxId sandbox,
    String name,
    int attempt,
    State state,
    Instant createdAt,
    OptionalInt pid,
    String image,
    String imageId,
    Set<String> volumeImageIds,
    Optional<ContainerUser> user,
    Path logPath,
    Map<String, String> labels,
    Map<String, String> annotations) {
  public ContainerStatus {
    volumeImageIds = Set.copyOf(volumeImageIds);
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  /** The digests of all images that it needs. */
  public Stream<String> imageIds() {
    return Stream.concat(Stream.of(imageId), volumeImageIds.stream());
  }

  /** Where in its life a container is. */
  public sealed interface State {
    /** Made, never started. */
    record Created() implements State {}

    /** Its process runs. */
    record Running(Instant startedAt) implements State {}

    /** Its process ended; {@code startedAt} is empty when it never ran. */
    record Exited(Optional<Instant> startedAt, Instant finishedAt, int exitCode, boolean oomKilled)
        implements State {}

    /** The engine has lost track of it. */
    record Unknown() implements State {}
  }
}
