package dev.keelson.cli.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.cli.console.Console;
import dev.keelson.runtime.api.LocalApiClient;
import dev.keelson.runtime.pod.PodSnapshot;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Finds the pod and the container that somebody means. */
final class PodFinder {
  private static final String DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";

  private final LocalApiClient api;
  private final Console console;

  PodFinder(LocalApiClient api, Console console) {
    this.api = api;
    this.console = console;
  }

  /**
   * The pod of that name.
   *
   * @param namespace empty for whichever has it
   * @param name with or without the node's name behind it, and {@code pod/} before it
   */
  PodSnapshot pod(Optional<String> namespace, String name) {
    String wanted = name.replaceFirst("^(po|pods?)/", "");
    String suffixed = wanted + "-" + api.status().nodeName().toLowerCase(Locale.ROOT);
    List<PodSnapshot> found =
        api.pods().stream()
            .filter(
                pod -> namespace.isEmpty() || namespace.get().equals(metadata(pod, "namespace")))
            .filter(pod -> Stream.of(wanted, suffixed).anyMatch(metadata(pod, "name")::equals))
            .toList();
    if (found.isEmpty()) {
      throw new CommandFailedException(
          "pods \"%s\" not found%s; `keelson pods` lists them"
              .formatted(wanted, namespace.map(n -> " in namespace " + n).orElse("")));
    }
    if (found.size() > 1) {
      throw new CommandFailedException(
          "there are %s; choose one with --namespace"
              .formatted(String.join(" and ", found.stream().map(PodSnapshot::fullName).toList())));
    }
    return found.getFirst();
  }

  static String metadata(PodSnapshot pod, String field) {
    return pod.manifest().path("metadata").path(field).asText();
  }

  /** The container of that name; where it is empty the one kubectl would choose, said so. */
  String container(PodSnapshot pod, String name) {
    JsonNode spec = pod.manifest().path("spec");
    List<String> containers = names(spec.path("containers"));
    List<String> init = names(spec.path("initContainers"));
    if (!name.isEmpty()) {
      if (!containers.contains(name) && !init.contains(name)) {
        throw new CommandFailedException(
            "container %s is not valid for pod %s out of: %s"
                .formatted(name, metadata(pod, "name"), all(containers, init)));
      }
      return name;
    }
    String annotated =
        pod.manifest().path("metadata").path("annotations").path(DEFAULT_CONTAINER).asText();
    if (containers.contains(annotated)) {
      return annotated;
    }
    String first = containers.getFirst();
    if (containers.size() + init.size() > 1) {
      console.err().printf("Defaulted container \"%s\" out of: %s%n", first, all(containers, init));
    }
    return first;
  }

  private static List<String> names(JsonNode containers) {
    return StreamSupport.stream(containers.spliterator(), false)
        .map(c -> c.path("name").asText())
        .toList();
  }

  private static String all(List<String> containers, List<String> init) {
    return String.join(
        ", ",
        Stream.concat(containers.stream(), init.stream().map(name -> name + " (init)")).toList());
  }
}
