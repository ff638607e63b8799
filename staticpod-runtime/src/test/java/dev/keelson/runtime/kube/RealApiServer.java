package dev.keelson.runtime.kube;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A real kube-apiserver over a real etcd, as plain processes on free ports of this machine. */
public final class RealApiServer implements AutoCloseable {
  private static final String VERSION = "v1.37.1";
  private static final Duration START = Duration.ofSeconds(60);

  private final Path directory;
  private final TestPki pki;
  private final int port = freePort();
  private final int etcdPort = freePort();
  private final Process etcd;
  private Process apiServer;

  private RealApiServer(Path directory) throws IOException {
    this.directory = directory;
    this.pki = TestPki.in(directory);
    this.etcd = startEtcd();
    this.apiServer = startApiServer();
  }

  /** Starts both, and returns when the API server is ready. */
  public static RealApiServer start(Path directory) throws IOException, InterruptedException {
    var server = new RealApiServer(directory);
    server.awaitReady();
    return server;
  }

  /** Where it serves, over TLS. */
  public int port() {
    return port;
  }

  /** Where its etcd serves clients, without TLS. */
  public int etcdPort() {
    return etcdPort;
  }

  /** The kubeconfig of a node's own identity. */
  public Path nodeKubeconfig(String nodeName) throws IOException {
    return kubeconfig("system:node:" + nodeName, "system:nodes");
  }

  /** A client that may do everything. */
  public KubeClient admin() throws IOException {
    return KubeClient.open(KubeConfig.load(kubeconfig("admin", "system:masters")));
  }

  private Path kubeconfig(String user, String group) throws IOException {
    String text = pki.kubeconfig("https://127.0.0.1:" + port, user, group);
    return Files.writeString(pki.file(user.replace(':', '-') + ".conf"), text);
  }

  /** Kills the API server as a power cut would; etcd keeps what it was told. */
  public void killApiServer() throws InterruptedException {
    apiServer.destroyForcibly().waitFor();
  }

  /** Sends the API server SIGTERM. */
  public void askToStop() {
    apiServer.destroy();
  }

  /** Whether the API server's process is there. */
  public boolean isAlive() {
    return apiServer.isAlive();
  }

  /** Waits until the API server's process has ended. */
  public void awaitEnd() throws InterruptedException {
    apiServer.waitFor();
  }

  /** Starts the API server again, and returns when it is ready. */
  public void startAgain() throws IOException, InterruptedException {
    apiServer = startApiServer();
    awaitReady();
  }

  private void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    String last = "";
    try (KubeClient client = admin()) {
      while (System.nanoTime() < deadline && apiServer.isAlive()) {
        try {
          KubeText answer = client.text("/readyz", Duration.ofSeconds(5));
          if (answer.ok()) {
            return;
          }
          last = answer.body();
        } catch (KubeException e) {
          last = String.valueOf(e.getMessage());
        }
        // Nothing tells when a server begins to answer.
        var _ = apiServer.waitFor(Duration.ofMillis(50));
      }
    }
    throw new AssertionError(
        "kube-apiserver is not ready: " + last + "\n" + Files.readString(log("kube-apiserver")));
  }

  private Process startEtcd() throws IOException {
    String url = "http://127.0.0.1:" + etcdPort;
    String peer = "http://127.0.0.1:" + freePort();
    return start(
        "etcd",
        "--data-dir=" + directory.resolve("etcd"),
        "--listen-client-urls=" + url,
        "--advertise-client-urls=" + url,
        "--listen-peer-urls=" + peer,
        "--initial-advertise-peer-urls=" + peer,
        "--initial-cluster=default=" + peer,
        "--unsafe-no-fsync");
  }

  private Process startApiServer() throws IOException {
    return start(
        "kube-apiserver",
        "--etcd-servers=http://127.0.0.1:" + etcdPort,
        "--bind-address=127.0.0.1",
        "--advertise-address=127.0.0.1",
        "--endpoint-reconciler-type=none",
        "--secure-port=" + port,
        "--tls-cert-file=" + pki.file("apiserver.crt"),
        "--tls-private-key-file=" + pki.file("apiserver.key"),
        "--client-ca-file=" + pki.file("ca.crt"),
        "--service-account-issuer=https://kubernetes.default.svc",
        "--service-account-key-file=" + pki.file("sa.pub"),
        "--service-account-signing-key-file=" + pki.file("sa.key"),
        "--service-cluster-ip-range=10.96.0.0/16",
        "--authorization-mode=Node,RBAC",
        "--enable-admission-plugins=NodeRestriction",
        "--shutdown-send-retry-after=true");
  }

  private Process start(String program, String... arguments) throws IOException {
    var words = new ArrayList<String>();
    words.add(binary(program).toString());
    words.addAll(List.of(arguments));
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log(program).toFile()))
        .start();
  }

  private Path log(String program) {
    return directory.resolve(program + ".log");
  }

  private static Path binary(String program) {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path home = cache == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
    Path binary = home.resolve("keelson/components/bin-" + VERSION).resolve(program);
    if (!Files.isExecutable(binary)) {
      throw new AssertionError("there is no " + binary + ": ./verify builds the components");
    }
    return binary;
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError("no port is free", e);
    }
  }

  @Override
  public void close() {
    apiServer.destroyForcibly();
    etcd.destroyForcibly();
    try {
      apiServer.waitFor();
      etcd.waitFor();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
