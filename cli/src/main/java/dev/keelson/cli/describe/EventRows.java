package dev.keelson.cli.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.cli.console.Durations;
import dev.keelson.runtime.api.CountedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The events of a pod. */
public final class EventRows {
  private EventRows() {}

  static void of(TabText text, JsonNode spec, List<CountedEvent> events, Instant now) {
    if (events.isEmpty()) {
      text.line(0, "Events:", "<none>");
      return;
    }
    text.line(0, "Events:");
    text.line(1, "Type", "Reason", "Age", "From", "Message");
    text.line(1, "----", "------", "----", "----", "-------");
    for (CountedEvent event : events) {
      text.line(
          1,
          event.event().type(),
          event.event().reason(),
          age(event, now),
          "keelson",
          about(spec, event.event().container()) + event.event().message().strip());
    }
  }

  /** Which container it is about, as kubectl says it before the message. */
  private static String about(JsonNode spec, String container) {
    for (String list : List.of("containers", "initContainers", "ephemeralContainers")) {
      for (JsonNode there : spec.path(list)) {
        if (there.path("name").asText().equals(container)) {
          return "spec." + list + "{" + container + "}: ";
        }
      }
    }
    return "";
  }

  /** How long ago it happened, and how often before, as kubectl writes it. */
  public static String age(CountedEvent event, Instant now) {
    String last = Durations.age(Duration.between(event.last(), now));
    return event.count() == 1
        ? last
        : "%s (x%d over %s)"
            .formatted(last, event.count(), Durations.age(Duration.between(event.first(), now)));
  }
}
