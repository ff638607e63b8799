package dev.keelson.cli.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.runtime.pod.ContainerState;
import dev.keelson.runtime.pod.PodSnapshot;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The STATUS of {@code kubectl get pods}: what a container waits for before the pod's phase. */
final class PodStatusWord {
  private PodStatusWord() {}

  static String of(PodSnapshot pod) {
    if (pod.terminating()) {
      return "Terminating";
    }
    return init(pod)
        .or(() ->
            pod.status().containerStatuses().reversed().stream()
                .map(PodStatusWord::word)
                .flatMap(Optional::stream)
                .reduce((_, later) -> later))
        .map(word -> completed(word, pod) ? running(pod) : word)
        .orElseGet(() -> Objects.requireNonNullElse(pod.status().reason(), pod.status().phase()));
  }

  /** A pod whose one container has ended while another runs is running. */
  private static boolean completed(String word, PodSnapshot pod) {
    return word.equals("Completed")
        && pod.status().containerStatuses().stream().anyMatch(s -> s.state().running() != null);
  }

  private static String running(PodSnapshot pod) {
    boolean ready =
        pod.status().containerStatuses().stream().anyMatch(ContainerState.Status::ready);
    return ready ? "Running" : "NotReady";
  }

  private static Optional<String> init(PodSnapshot pod) {
    List<ContainerState.Status> statuses = pod.status().initContainerStatuses();
    JsonNode specs = pod.manifest().path("spec").path("initContainers");
    for (int i = 0; i < statuses.size(); i++) {
      ContainerState.Status status = statuses.get(i);
      boolean sidecar = specs.path(i).path("restartPolicy").asText().equals("Always");
      var terminated = status.state().terminated();
      boolean done =
          sidecar
              ? Boolean.TRUE.equals(status.started())
              : terminated != null && terminated.exitCode() == 0;
      if (!done) {
        String count = "Init:" + i + "/" + specs.size();
        return Optional.of(
            word(status)
                .filter(word -> !word.equals("PodInitializing"))
                .map(word -> "Init:" + word)
                .orElse(count));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> word(ContainerState.Status status) {
    var waiting = status.state().waiting();
    var terminated = status.state().terminated();
    if (waiting != null) {
      return Optional.of(waiting.reason());
    }
    if (terminated == null) {
      return Optional.empty();
    }
    return Optional.of(
        Objects.requireNonNullElse(terminated.reason(), "ExitCode:" + terminated.exitCode()));
  }
}
