package dev.keelson.distribution;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * As much of an API server as a daemon in training needs to load what it loads on a node: TLS with
 * client certificates, the Node, its lease and a mirror pod. It keeps nothing; what is created is
 * answered as it came.
 */
final class TrainingApiServer implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch mirrored = new CountDownLatch(1);

  private TrainingApiServer(HttpsServer server) {
    this.server = server;
  }

  /** Listens, and writes into {@code node} a kubelet.conf that leads here and a manifest. */
  static TrainingApiServer start(Path node) throws IOException, InterruptedException {
    Path kubernetes = Files.createDirectories(node.resolve("etc/kubernetes"));
    TrainingIdentity identity = TrainingIdentity.create(node);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    TrainingApiServer api = new TrainingApiServer(server);
    try {
      server.setHttpsConfigurator(wantingClients(identity.context()));
    } catch (GeneralSecurityException e) {
      throw new IOException("The certificate for the training cannot be used", e);
    }
    server.setExecutor(api.threads);
    server.createContext("/", api::answer);
    server.start();
    String url = "https://127.0.0.1:" + server.getAddress().getPort();
    Files.writeString(kubernetes.resolve("kubelet.conf"), identity.kubeconfig(url));
    Path manifests = Files.createDirectories(kubernetes.resolve("manifests"));
    Files.writeString(manifests.resolve("training.yaml"), manifest());
    return api;
  }

  private static String manifest() {
    return """
    apiVersion: v1
    kind: Pod
    metadata:
      name: training
      namespace: kube-system
    spec:
      hostNetwork: true
      priorityClassName: system-node-critical
      containers:
      - name: main
        image: training.invalid/training:1
        imagePullPolicy: Never
        command: [training]
        livenessProbe:
          httpGet: {host: 127.0.0.1, path: /livez, port: 1, scheme: HTTPS}
        resources: {requests: {cpu: 100m}}
        volumeMounts: [{name: data, mountPath: /data}]
      volumes:
      - name: data
        hostPath: {path: /tmp, type: DirectoryOrCreate}
    """;
  }

  private static HttpsConfigurator wantingClients(SSLContext context) {
    return new HttpsConfigurator(context) {
      @Override
      public void configure(HttpsParameters parameters) {
        SSLParameters tls = getSSLContext().getDefaultSSLParameters();
        tls.setNeedClientAuth(true);
        parameters.setSSLParameters(tls);
      }
    };
  }

  private void answer(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (query.contains("watch=")) {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().flush();
      return;
    }
    if (path.endsWith("/status") && path.contains("/pods/")) {
      mirrored.countDown();
    }
    switch (method) {
      case "POST" -> reply(exchange, 201, withUid(new String(body, StandardCharsets.UTF_8)));
      case "GET" ->
          reply(
              exchange,
              path.endsWith("/pods") ? 200 : 404,
              "{\"kind\":\"List\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]}");
      default -> reply(exchange, path.contains("/leases/") ? 404 : 200, "{\"kind\":\"Status\"}");
    }
  }

  private static String withUid(String object) {
    return object.replaceFirst("\"metadata\":\\{", "\"metadata\":{\"uid\":\"1\",");
  }

  private static void reply(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Waits until the daemon has shown a pod and its status here; one that ended never will. */
  void awaitMirror(Process daemon) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (daemon.isAlive() && System.nanoTime() < deadline) {
      if (mirrored.await(50, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
