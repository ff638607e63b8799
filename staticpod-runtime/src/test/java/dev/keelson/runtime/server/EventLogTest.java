package dev.keelson.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.api.CountedEvent;
import dev.keelson.runtime.api.EventLogClient;
import dev.keelson.runtime.api.LocalApiClient;
import dev.keelson.runtime.pod.PodEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir private Path directory;
  private final EventLog log = new EventLog();

  private void happens(long second, String reason, String message) {
    log.event(
        new PodEvent(
            START.plusSeconds(second), "Normal", reason, message, "default", "web-n", "u1", "c"));
  }

  private static List<String> reasons(List<CountedEvent> events) {
    return events.stream().map(e -> e.event().reason() + "*" + e.count()).toList();
  }

  @Test
  void countsWhatHappensAgain() {
    happens(0, "BackOff", "back-off");
    happens(1, "Started", "started");
    happens(5, "BackOff", "back-off");
    happens(6, "BackOff", "another");

    List<CountedEvent> events = log.after(0);

    assertThat(reasons(events)).containsExactly("Started*1", "BackOff*2", "BackOff*1");
    assertThat(events.get(1).first()).isEqualTo(START);
    assertThat(events.get(1).last()).isEqualTo(START.plusSeconds(5));
    assertThat(log.after(events.get(1).sequence())).containsExactly(events.get(2));
  }

  @Test
  void forgetsTheOldest() {
    for (int i = 0; i < 1500; i++) {
      happens(i, "Pulled", "image " + i);
    }

    assertThat(log.after(0)).hasSize(1000);
    assertThat(log.after(0).getFirst().event().message()).isEqualTo("image 500");
  }

  @Test
  void isReadAndWatchedOverTheSocket() throws Exception {
    Path socket = directory.resolve("s");
    Route route = Route.get("/eventlog", e -> new EventLogRoute(log).to(e));
    try (var _ = LocalServer.start(socket, List.of(route))) {
      var client = new EventLogClient(new LocalApiClient(socket));
      happens(0, "Created", "created");
      assertThat(client.events()).isEqualTo(log.after(0));

      var seen = new LinkedBlockingQueue<CountedEvent>();
      Thread reader =
          Thread.ofVirtual()
              .start(() ->
                  client.watch(
                      event -> seen.add(event) && !event.event().reason().equals("Killing")));
      assertThat(reasons(List.of(next(seen)))).containsExactly("Created*1");
      happens(1, "Created", "created");
      assertThat(reasons(List.of(next(seen)))).containsExactly("Created*2");
      happens(2, "Killing", "killing");
      assertThat(reasons(List.of(next(seen)))).containsExactly("Killing*1");
      reader.join();
    }
  }

  private static CountedEvent next(LinkedBlockingQueue<CountedEvent> seen)
      throws InterruptedException {
    CountedEvent event = seen.poll(20, TimeUnit.SECONDS);
    assertThat(event).as("something was told in time").isNotNull();
    return event;
  }
}
