package dev.keelson.e2e.benchmark.surge;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Clients that read an object again and again, each over a connection that it keeps. */
final class ReadLoad implements Client {
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final String PATH = "/api/v1/namespaces/default";

  private final Tally tally = new Tally();
  private final List<ApiClient> connections = new ArrayList<>();
  private final List<Repeated> clients = new ArrayList<>();

  private ReadLoad() {}

  /** Begins, with so many clients. */
  static ReadLoad start(ApiServer server, HttpClient.Version version, int count) {
    var load = new ReadLoad();
    for (int i = 0; i < count; i++) {
      var client = new ApiClient(server, version);
      load.connections.add(client);
      load.clients.add(Repeated.start("read-" + version + "-" + i, PAUSE, () -> load.read(client)));
    }
    return load;
  }

  private void read(ApiClient client) throws InterruptedException {
    Instant begun = tally.begin();
    tally.of(begun, client.get(PATH));
  }

  /** Ends; requests under way are waited for. */
  Outcome end() throws InterruptedException {
    for (Repeated client : clients) {
      client.end();
    }
    return tally.outcome();
  }

  @Override
  public void close() {
    clients.forEach(Repeated::close);
    connections.forEach(ApiClient::close);
  }
}
