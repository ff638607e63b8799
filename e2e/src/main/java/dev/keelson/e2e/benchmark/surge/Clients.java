package dev.keelson.e2e.benchmark.surge;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** All that asks the API server while it is changed. */
final class Clients implements Client {
  private static final int KEPT = 4;
  private static final int WATCHES = 4;
  private static final Duration LOOK = Duration.ofSeconds(10);
  private static final int MOST_LOOKS = 12;

  /** How much of a look the compiler may take when it is done: 2 percent of a processor. */
  private static final Duration QUIET = Duration.ofMillis(200);

  private final ConnectionLoad connections;
  private final ReadLoad http1;
  private final ReadLoad http2;
  private final WatchLoad watches;
  private final WriteLoad writes;
  private final KubectlLoad kubectl;
  private final ControllerProbe controllers;
  private final AddressWatch endpoints;
  private final AddressWatch slice;
  private final Deque<Client> open = new ArrayDeque<>();

  private Clients(ControlPlane controlPlane, ApiServer server, String directory, int rate)
      throws InterruptedException {
    String etcdctl = directory + "/etcdctl";
    endpoints =
        opened(
            AddressWatch.start(
                controlPlane.node(), etcdctl, "/registry/services/endpoints/default/kubernetes"));
    slice =
        opened(
            AddressWatch.start(
                controlPlane.node(), etcdctl, "/registry/endpointslices/default/kubernetes"));
    watches = opened(WatchLoad.start(server, WATCHES));
    writes = opened(WriteLoad.start(server));
    controllers = opened(ControllerProbe.start(server));
    connections = opened(ConnectionLoad.start(server.network(), server.address(), rate));
    http1 = opened(ReadLoad.start(server, HttpClient.Version.HTTP_1_1, KEPT));
    http2 = opened(ReadLoad.start(server, HttpClient.Version.HTTP_2, KEPT));
    kubectl = opened(KubectlLoad.start(controlPlane.node(), directory + "/kubectl"));
  }

  /**
   * Starts them.
   *
   * @param directory of kubectl and etcdctl
   * @param rate new connections a second
   */
  static Clients start(ControlPlane controlPlane, ApiServer server, String directory, int rate)
      throws InterruptedException {
    return new Clients(controlPlane, server, directory, rate);
  }

  private <T extends Client> T opened(T client) {
    open.push(client);
    return client;
  }

  ConnectionLoad connections() {
    return connections;
  }

  WriteLoad writes() {
    return writes;
  }

  ControllerProbe controllers() {
    return controllers;
  }

  /**
   * Waits until the code that asks is compiled: until then the compiler takes a good part of a
   * processor, which the control plane lacks.
   */
  void awaitCompiled() throws InterruptedException {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    long before = compiler.getTotalCompilationTime();
    boolean compiling = true;
    for (int looks = 0; compiling && looks < MOST_LOOKS; looks++) {
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
      long now = compiler.getTotalCompilationTime();
      compiling = now - before > QUIET.toMillis();
      before = now;
    }
  }

  /** Ends them all, and says what became of them. */
  ClientResults end() throws InterruptedException {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    outcomes.put("new TLS connections", connections.end());
    outcomes.put("HTTP/1.1, kept alive", http1.end());
    outcomes.put("HTTP/2", http2.end());
    outcomes.put("HTTP/2 watches", watches.outcome());
    outcomes.put("writes", writes.end());
    outcomes.put("kubectl", kubectl.end());
    return new ClientResults(
        outcomes,
        writes.acknowledged().size(),
        writes.lost().size(),
        watches.missed(writes.acknowledged()),
        longer(endpoints, slice));
  }

  private static Duration longer(AddressWatch a, AddressWatch b) throws InterruptedException {
    Duration first = a.longestGap();
    Duration second = b.longestGap();
    return first.compareTo(second) > 0 ? first : second;
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
