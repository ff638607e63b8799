package dev.keelson.runtime.api;

import com.fasterxml.jackson.core.JacksonException;
import dev.keelson.runtime.pod.PodEvent;
import dev.keelson.runtime.pod.PodSnapshot;
import java.util.Optional;

/**
 * What {@code /events} tells, as server-sent events named {@code pod}, {@code removed}, {@code
 * event}.
 */
public sealed interface ApiEvent {
  /** A pod as it is now. */
  record Pod(PodSnapshot pod) implements ApiEvent {}

  /** A pod that is gone, as it was last. */
  record Removed(PodSnapshot pod) implements ApiEvent {}

  /** Something happened to a pod. */
  record Happened(PodEvent event) implements ApiEvent {}

  /** The event in the format of an event stream, with the blank line that ends it. */
  default String text() {
    try {
      return switch (this) {
        case Pod(var pod) -> frame("pod", ApiJson.MAPPER.writeValueAsString(pod));
        case Removed(var pod) -> frame("removed", ApiJson.MAPPER.writeValueAsString(pod));
        case Happened(var event) -> frame("event", ApiJson.MAPPER.writeValueAsString(event));
      };
    } catch (JacksonException e) {
      throw new IllegalStateException("a record of the local API that is not JSON", e);
    }
  }

  private static String frame(String name, String json) {
    return "event: " + name + "\ndata: " + json + "\n\n";
  }

  /** Puts the lines of a stream together again. */
  final class Parser {
    private String name = "";
    private String data = "";

    /** Takes one line; the event that it ends, if it ends one. */
    Optional<ApiEvent> line(String line) throws JacksonException {
      if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("data: ")) {
        data = line.substring(6);
      } else if (line.isEmpty() && !data.isEmpty()) {
        Optional<ApiEvent> event = parse();
        data = "";
        return event;
      }
      return Optional.empty();
    }

    private Optional<ApiEvent> parse() throws JacksonException {
      return switch (name) {
        case "pod" -> Optional.of(new Pod(ApiJson.MAPPER.readValue(data, PodSnapshot.class)));
        case "removed" ->
            Optional.of(new Removed(ApiJson.MAPPER.readValue(data, PodSnapshot.class)));
        case "event" -> Optional.of(new Happened(ApiJson.MAPPER.readValue(data, PodEvent.class)));
        default -> Optional.empty();
      };
    }
  }
}
