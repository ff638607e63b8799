package dev.keelson.e2e.benchmark.surge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * HTTP/2 clients that watch what {@link WriteLoad} writes. A watch may end, as every watch does;
 * the next one goes on where it ended, and nothing may be missing.
 */
final class WatchLoad implements Client {
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Pattern VERSION = Pattern.compile("\"resourceVersion\":\\s?\"(\\d+)\"");

  private static final String ERROR = "{\"type\":\"ERROR\"";

  private final Tally tally = new Tally();
  private final List<ApiClient> connections = new ArrayList<>();
  private final List<Repeated> clients = new ArrayList<>();
  private final List<Watcher> watchers = new ArrayList<>();

  private WatchLoad() {}

  /** Begins, with so many clients. */
  static WatchLoad start(ApiServer server, int count) {
    var load = new WatchLoad();
    for (int i = 0; i < count; i++) {
      var client = new ApiClient(server, HttpClient.Version.HTTP_2);
      Watcher watcher = load.new Watcher(client);
      load.connections.add(client);
      load.watchers.add(watcher);
      load.clients.add(Repeated.start("watch-" + i, PAUSE, watcher::watch));
    }
    return load;
  }

  /** One client; for its own thread, but for what it has seen. */
  private final class Watcher {
    private final ApiClient client;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private String version = "";

    Watcher(ApiClient client) {
      this.client = client;
    }

    /** A list, or one watch from its request to its end. */
    void watch() throws InterruptedException {
      Instant begun = tally.begin();
      if (version.isEmpty()) {
        list(begun);
      } else {
        watch(begun);
      }
    }

    private void list(Instant begun) throws InterruptedException {
      if (tally.of(begun, client.get(WriteLoad.PATH)) instanceof Answer.Good(String list)) {
        note(list);
        seen.addAll(WriteLoad.names(list));
      }
    }

    private void watch(Instant begun) throws InterruptedException {
      String path = WriteLoad.PATH + "?watch=1&resourceVersion=" + version;
      try {
        HttpResponse<Stream<String>> response = client.stream(path);
        try (Stream<String> lines = response.body()) {
          if (response.statusCode() == 200) {
            follow(lines);
          } else if (Answer.isBusy(response)) {
            tally.busy();
          } else {
            tally.failed(begun, "status " + response.statusCode());
          }
        }
      } catch (IOException e) {
        tally.failed(begun, "watch: " + e);
      }
    }

    private void follow(Stream<String> lines) {
      try {
        lines.forEach(this::take);
      } catch (UncheckedIOException _) {
        // The connection is gone and the watch with it: the next one goes on from here.
      }
    }

    private void take(String event) {
      if (event.startsWith(ERROR)) {
        // Too far back for a server that has just begun: whoever watches lists again.
        version = "";
      } else {
        note(event);
        seen.addAll(WriteLoad.names(event));
      }
    }

    private void note(String text) {
      Matcher found = VERSION.matcher(text);
      if (found.find()) {
        version = found.group(1);
      }
    }
  }

  /** How many objects of these some watcher has not seen. */
  long missed(Set<String> written) {
    return watchers.stream()
        .flatMap(watcher -> written.stream().filter(name -> !watcher.seen.contains(name)))
        .count();
  }

  /** What became of the requests so far; watches under way are not waited for. */
  Outcome outcome() {
    clients.forEach(Repeated::check);
    return tally.outcome();
  }

  @Override
  public void close() {
    clients.forEach(Repeated::close);
    connections.forEach(ApiClient::close);
  }
}
