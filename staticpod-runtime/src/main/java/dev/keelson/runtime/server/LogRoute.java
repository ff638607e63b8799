package dev.keelson.runtime.server;

import dev.keelson.runtime.api.LogRequest;
import dev.keelson.runtime.pod.PodSnapshot;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;

/** The lines of a container as plain text. */
final class LogRoute {
  private final PodNames names;
  private final ContainerLogs logs;

  LogRoute(PodNames names, ContainerLogs logs) {
    this.names = names;
    this.logs = logs;
  }

  void to(Exchange exchange) throws IOException, InterruptedException {
    List<String> path = exchange.path();
    PodSnapshot pod = names.find(path.get(1), path.get(2));
    LogRequest request = request(exchange, container(pod, path.get(3)));
    ContainerLogs.Lines lines = lines(pod, request);
    try (OutputStream out = exchange.stream(Exchange.TEXT)) {
      lines.copy(out);
    }
  }

  private ContainerLogs.Lines lines(PodSnapshot pod, LogRequest request) throws IOException {
    try {
      return logs.open(pod, request);
    } catch (FileNotFoundException e) {
      throw new RefusedException(400, String.valueOf(e.getMessage()));
    }
  }

  /** The container of that name, or the pod's first for {@code -}. */
  private static String container(PodSnapshot pod, String name) {
    var spec = pod.manifest().path("spec");
    List<String> names =
        java.util.stream.Stream.of("containers", "initContainers")
            .flatMap(list -> StreamSupport.stream(spec.path(list).spliterator(), false))
            .map(c -> c.path("name").asText())
            .toList();
    if (name.equals("-") && !names.isEmpty()) {
      return names.getFirst();
    }
    if (!names.contains(name)) {
      throw new RefusedException(
          404, "the pod %s has no container %s, it has %s".formatted(pod.fullName(), name, names));
    }
    return name;
  }

  private static LogRequest request(Exchange exchange, String container) {
    return new LogRequest(
        exchange.path().get(1),
        exchange.path().get(2),
        container,
        exchange.flag("follow"),
        tail(exchange.query("tail")),
        exchange.query("since").map(LogRoute::instant),
        exchange.flag("previous"),
        exchange.flag("timestamps"));
  }

  private static OptionalInt tail(Optional<String> text) {
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!text.get().matches("\\d{1,9}")) {
      throw new RefusedException(400, "tail=" + text.get() + " is not a number of lines");
    }
    return OptionalInt.of(Integer.parseInt(text.get()));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException _) {
      throw new RefusedException(
          400, "since=" + text + " is not a time such as 2026-01-01T00:00:00Z");
    }
  }
}
