package dev.keelson.e2e.benchmark.surge;

import dev.keelson.e2e.benchmark.BenchmarkException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Tells for how long the controllers pause: deletes a namespace's default service account again and
 * again, and waits for the controller that puts it back.
 */
final class ControllerProbe implements Client {
  private static final String NAMESPACE = "controllers";
  private static final String PATH = "/api/v1/namespaces/" + NAMESPACE + "/serviceaccounts/default";
  private static final String NAMESPACE_OBJECT =
      "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\""
          + NAMESPACE
          + "\"}}";
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final long FINENESS_MILLIS = 20;
  private static final Duration QUICK = Duration.ofSeconds(1);
  private static final int CALM = 3;

  private final ApiClient connection;
  private final Repeated loop;
  private final List<Lap> laps = new CopyOnWriteArrayList<>();

  /** A service account that was deleted then, and was back after that time. */
  private record Lap(Instant begun, Duration took) {}

  private ControllerProbe(ApiServer server) {
    this.connection = new ApiClient(server, HttpClient.Version.HTTP_2);
    this.loop = Repeated.start("controllers", PAUSE, this::lap);
  }

  /**
   * Begins, in a namespace of its own.
   *
   * @param server whose rules the administrator's token satisfies already
   */
  static ControllerProbe start(ApiServer server) throws InterruptedException {
    var probe = new ControllerProbe(server);
    Answer made = probe.connection.create("/api/v1/namespaces", NAMESPACE_OBJECT);
    if (!(made instanceof Answer.Good)) {
      probe.close();
      throw new BenchmarkException("Making the namespace " + NAMESPACE + ": " + made);
    }
    return probe;
  }

  private void lap() throws InterruptedException {
    if (!(connection.delete(PATH) instanceof Answer.Good)) {
      return;
    }
    Instant begun = Instant.now();
    while (!(connection.get(PATH) instanceof Answer.Good)) {
      TimeUnit.MILLISECONDS.sleep(FINENESS_MILLIS);
    }
    laps.add(new Lap(begun, Duration.between(begun, Instant.now())));
  }

  /** Whether the last laps that began after that were quick. */
  boolean calmSince(Instant instant) {
    loop.check();
    List<Lap> since = laps.stream().filter(lap -> lap.begun().isAfter(instant)).toList();
    return since.size() >= CALM
        && since.reversed().stream().limit(CALM).allMatch(lap -> lap.took().compareTo(QUICK) < 0);
  }

  /** The longest time that was measured of what ended after that. */
  Duration longestSince(Instant instant) {
    return laps.stream()
        .filter(lap -> lap.begun().plus(lap.took()).isAfter(instant))
        .map(Lap::took)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    loop.close();
    connection.close();
  }
}
