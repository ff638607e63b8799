package dev.keelson.runtime.server;

import dev.keelson.runtime.api.ApiEvent;
import dev.keelson.runtime.pod.PodBoard;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Server-sent events: every pod as it is, then every change, until the other side goes away. */
final class EventStream {
  /** A comment this often finds out about a reader that is gone. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);
  private final PodBoard board;

  EventStream(PodBoard board) {
    this.board = board;
  }

  void sendTo(Exchange exchange) throws IOException, InterruptedException {
    var queue = new EventQueue();
    try (var _ = board.subscribe(queue);
        OutputStream out = exchange.stream("text/event-stream")) {
      // Subscribed before reading, so that nothing falls between; a pod may be told twice.
      board.pods().forEach(queue::changed);
      while (true) {
        Optional<ApiEvent> event = queue.poll(KEEP_ALIVE);
        out.write(event.map(e -> e.text().getBytes(StandardCharsets.UTF_8)).orElse(COMMENT));
        out.flush();
      }
    }
  }
}
