package dev.keelson.runtime.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The node's events, read from the local API. Failures are {@link LocalApiException}. */
public final class EventLogClient {
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration FOREVER = Duration.ofDays(1000);

  private final LocalApiClient api;

  /** Reads the events of that runtime. */
  public EventLogClient(LocalApiClient api) {
    this.api = api;
  }

  /** Every event that is known, in the order in which they happened last. */
  public List<CountedEvent> events() {
    var events = new ArrayList<CountedEvent>();
    read("/eventlog", ANSWER, events::add);
    return events;
  }

  /** Every event that is known and then whatever happens, until {@code wanted} says false. */
  public void watch(Predicate<CountedEvent> wanted) {
    read("/eventlog?watch=true", FOREVER, wanted);
  }

  private void read(String target, Duration timeout, Predicate<CountedEvent> wanted) {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(api.open("GET", target, timeout), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty() && !wanted.test(ApiJson.MAPPER.readValue(line, CountedEvent.class))) {
          return;
        }
      }
    } catch (IOException e) {
      throw api.unreachable(target, e);
    }
  }
}
