package dev.keelson.cli.wiring;

import dev.keelson.cli.console.Durations;
import dev.keelson.runtime.pod.ContainerState;
import dev.keelson.runtime.pod.PodSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A pod as a row of {@code kubectl get pods}. */
final class PodRows {
  private static final List<String> NARROW =
      List.of("NAMESPACE", "NAME", "READY", "STATUS", "RESTARTS", "AGE");
  private static final List<String> WIDE = List.of("IP", "REVISION", "SOURCE", "PROBLEM");

  private PodRows() {}

  static String[] headings(boolean wide) {
    var headings = new ArrayList<>(NARROW);
    if (wide) {
      headings.addAll(WIDE);
    }
    return headings.toArray(String[]::new);
  }

  static String[] cells(PodSnapshot pod, boolean wide, Instant now) {
    Instant start = pod.status().startTime();
    var cells = new ArrayList<String>();
    cells.add(PodFinder.metadata(pod, "namespace"));
    cells.add(PodFinder.metadata(pod, "name"));
    cells.add(ready(pod));
    cells.add(PodStatusWord.of(pod));
    cells.add(restarts(pod, now));
    cells.add(start == null ? "<unknown>" : Durations.age(Duration.between(start, now)));
    if (wide) {
      cells.add(Objects.requireNonNullElse(pod.status().podIP(), "<none>"));
      cells.add(pod.revision().substring(0, Math.min(12, pod.revision().length())));
      cells.add(pod.source());
      cells.add(pod.problem().isEmpty() ? "<none>" : pod.problem().replace('\n', ' '));
    }
    return cells.toArray(String[]::new);
  }

  /** Sidecars count as containers, as they do for kubectl. */
  private static String ready(PodSnapshot pod) {
    List<String> sidecars = sidecars(pod);
    long ready =
        pod.status().containerStatuses().stream().filter(ContainerState.Status::ready).count()
            + pod.status().initContainerStatuses().stream()
                .filter(s -> sidecars.contains(s.name()) && s.ready())
                .count();
    int all = pod.manifest().path("spec").path("containers").size() + sidecars.size();
    return ready + "/" + all;
  }

  private static List<String> sidecars(PodSnapshot pod) {
    var names = new ArrayList<String>();
    pod.manifest()
        .path("spec")
        .path("initContainers")
        .forEach(c -> {
          if (c.path("restartPolicy").asText().equals("Always")) {
            names.add(c.path("name").asText());
          }
        });
    return names;
  }

  private static String restarts(PodSnapshot pod, Instant now) {
    int restarts =
        pod.status().containerStatuses().stream()
            .mapToInt(ContainerState.Status::restartCount)
            .sum();
    Optional<Instant> last =
        pod.status().containerStatuses().stream()
            .flatMap(s -> Stream.ofNullable(s.lastState().terminated()))
            .flatMap(t -> Stream.ofNullable(t.finishedAt()))
            .max(Instant::compareTo);
    return restarts == 0 || last.isEmpty()
        ? String.valueOf(restarts)
        : restarts + " (" + Durations.age(Duration.between(last.get(), now)) + " ago)";
  }
}
