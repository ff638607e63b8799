package dev.keelson.runtime.server;

import dev.keelson.runtime.api.ApiJson;
import dev.keelson.runtime.api.CountedEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/** The events of the node, one JSON object a line; with {@code watch} it never ends. */
final class EventLogRoute {
  /** An empty line this often finds out about a reader that is gone. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  private final EventLog log;

  EventLogRoute(EventLog log) {
    this.log = log;
  }

  void to(Exchange exchange) throws IOException, InterruptedException {
    boolean watch = exchange.flag("watch");
    try (OutputStream out = exchange.stream("application/json")) {
      List<CountedEvent> events = log.after(0);
      long seen = write(out, events, 0);
      while (watch) {
        events = log.await(seen, KEEP_ALIVE);
        if (events.isEmpty()) {
          out.write('\n');
          out.flush();
        }
        seen = write(out, events, seen);
      }
    }
  }

  private static long write(OutputStream out, List<CountedEvent> events, long seen)
      throws IOException {
    for (CountedEvent event : events) {
      out.write(ApiJson.MAPPER.writeValueAsBytes(event));
      out.write('\n');
    }
    out.flush();
    return events.isEmpty() ? seen : events.getLast().sequence();
  }
}
