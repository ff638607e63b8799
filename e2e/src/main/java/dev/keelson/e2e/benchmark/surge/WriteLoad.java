package dev.keelson.e2e.benchmark.surge;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A client that creates objects and remembers which of them it was promised. */
public final class WriteLoad implements Client {
  /** Where the objects are. */
  static final String PATH = "/api/v1/namespaces/default/configmaps";

  private static final Duration PAUSE = Duration.ofMillis(25);
  private static final Pattern NAME = Pattern.compile("\"name\":\\s?\"(written-\\d+)\"");

  private final Tally tally = new Tally();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final ApiClient connection;
  private final Repeated client;
  private final AtomicReference<Duration> longest = new AtomicReference<>(Duration.ZERO);
  private volatile Instant latest = Instant.MIN;
  private int written;

  private WriteLoad(ApiServer server) {
    this.connection = new ApiClient(server, HttpClient.Version.HTTP_1_1);
    this.client = Repeated.start("write", PAUSE, this::write);
  }

  /** Begins. */
  public static WriteLoad start(ApiServer server) {
    return new WriteLoad(server);
  }

  private void write() throws InterruptedException {
    String name = "written-" + written++;
    String object =
        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"" + name + "\"}}";
    Instant begun = tally.begin();
    if (tally.of(begun, connection.create(PATH, object)) instanceof Answer.Good) {
      acknowledged.add(name);
    }
    latest = begun;
    Duration took = Duration.between(begun, Instant.now());
    longest.accumulateAndGet(took, (a, b) -> a.compareTo(b) > 0 ? a : b);
  }

  /**
   * The longest time that a write has taken since this was asked last. Waits for one that begins
   * now: before it, the one under way has come to its end.
   */
  public Duration takeLongest() throws InterruptedException {
    Instant now = Instant.now();
    while (latest.isBefore(now)) {
      client.check();
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
    return longest.getAndSet(Duration.ZERO);
  }

  /** The names of the objects in that text. */
  static Collection<String> names(String json) {
    return NAME.matcher(json).results().map(WriteLoad::name).collect(Collectors.toSet());
  }

  private static String name(MatchResult found) {
    return found.group(1);
  }

  /** Ends; the request under way is waited for. */
  public Outcome end() throws InterruptedException {
    client.end();
    return tally.outcome();
  }

  /** What was acknowledged, so far. */
  public Set<String> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  /** What was acknowledged and is not there, to be asked after the end. */
  public Set<String> lost() throws InterruptedException {
    return switch (connection.get(PATH)) {
      case Answer.Good(String body) -> {
        Collection<String> there = names(body);
        yield acknowledged.stream()
            .filter(name -> !there.contains(name))
            .collect(Collectors.toSet());
      }
      case Answer answer -> throw new IllegalStateException("Reading back: " + answer);
    };
  }

  @Override
  public void close() {
    client.close();
    connection.close();
  }
}
