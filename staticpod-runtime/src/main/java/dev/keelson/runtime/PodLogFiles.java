package dev.keelson.runtime;

import dev.keelson.runtime.api.LogRequest;
import dev.keelson.runtime.log.LogQuery;
import dev.keelson.runtime.log.LogReader;
import dev.keelson.runtime.pod.ContainerState;
import dev.keelson.runtime.pod.PodBoard;
import dev.keelson.runtime.pod.PodSnapshot;
import dev.keelson.runtime.server.ContainerLogs;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The log files below {@code /var/log/pods}, found as the kubelet names them. */
public final class PodLogFiles implements ContainerLogs {
  private final Path podLogs;
  private final PodBoard pods;

  /**
   * The files below that directory.
   *
   * @param pods tells a follower when its container has ended
   */
  public PodLogFiles(Path podLogs, PodBoard pods) {
    this.podLogs = podLogs;
    this.pods = pods;
  }

  @Override
  public Lines open(PodSnapshot pod, LogRequest request) throws IOException {
    String container = request.container();
    int attempt = attempt(pod, container) - (request.previous() ? 1 : 0);
    Path file = directory(pod).resolve(container).resolve(attempt + ".log");
    if (!Files.exists(file)) {
      throw new FileNotFoundException(missing(pod, request));
    }
    var reader =
        new LogReader(file, new LogQuery(request.tail(), request.since(), request.timestamps()));
    return request.follow() && !request.previous()
        ? out -> reader.follow(out, () -> ended(pod, container, attempt))
        : reader::copy;
  }

  /** In the words of the kubelet's {@code validateContainerLogStatus}. */
  private static String missing(PodSnapshot pod, LogRequest request) {
    String names = "container \"%s\" in pod \"%s\"".formatted(request.container(), request.pod());
    if (request.previous()) {
      return "previous terminated " + names + " not found";
    }
    Optional<String> reason =
        status(pod, request.container())
            .map(s -> s.state().waiting())
            .map(ContainerState.Waiting::reason);
    return names
        + switch (reason.orElse("")) {
          case "" -> " is not available";
          case "ImagePullBackOff" -> " is waiting to start: trying and failing to pull image";
          case "ErrImagePull" -> " is waiting to start: image can't be pulled";
          case String other -> " is waiting to start: " + other;
        };
  }

  private Path directory(PodSnapshot pod) {
    var metadata = pod.manifest().path("metadata");
    return podLogs.resolve(
        metadata.path("namespace").asText()
            + "_"
            + metadata.path("name").asText()
            + "_"
            + pod.uid());
  }

  private boolean ended(PodSnapshot pod, String container, int attempt) {
    return pods.pod(pod.fullName())
        .filter(now -> now.uid().equals(pod.uid()))
        .flatMap(now -> status(now, container))
        .map(status -> status.restartCount() != attempt || status.state().terminated() != null)
        .orElse(true);
  }

  private static int attempt(PodSnapshot pod, String container) {
    return status(pod, container).map(ContainerState.Status::restartCount).orElse(0);
  }

  private static Optional<ContainerState.Status> status(PodSnapshot pod, String container) {
    return java.util.stream.Stream.concat(
            pod.status().containerStatuses().stream(),
            pod.status().initContainerStatuses().stream())
        .filter(s -> s.name().equals(container))
        .findFirst();
  }
}
