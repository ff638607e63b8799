package dev.keelson.e2e.benchmark.surge;

import dev.keelson.e2e.benchmark.BenchmarkException;
import dev.keelson.e2e.benchmark.Contender;
import dev.keelson.e2e.benchmark.NodeProcess;
import dev.keelson.e2e.testnode.Execution;
import dev.keelson.e2e.testnode.TestNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/** A control plane on a node of its own, whose manifests are changed. */
final class ControlPlane implements AutoCloseable {
  static final String API_SERVER = "kube-apiserver";
  static final String ETCD = "etcd";
  static final String CONTROLLERS = "kube-controller-manager";

  private static final Duration BRINGING_UP = Duration.ofMinutes(5);
  private static final Duration ASKING = Duration.ofMinutes(1);
  private static final int PORT = 6443;
  private static final String PKI = "/etc/kubernetes/pki";

  private final TestNode node;
  private final Path kubectl;

  private ControlPlane(TestNode node, Path kubectl) {
    this.node = node;
    this.kubectl = kubectl;
  }

  /**
   * Brings one up.
   *
   * @param kubectl where this machine has it; the release's other programs lie beside it
   */
  static ControlPlane of(Contender contender, Path kubectl)
      throws IOException, InterruptedException {
    TestNode node = TestNode.start();
    try {
      DiskRoom.require(node);
      contender.prepare(node);
      node.exec(BRINGING_UP, contender.command()).orFail();
      // The clients stand for other machines.
      node.preferProcesses();
      return new ControlPlane(node, kubectl);
    } catch (IOException | InterruptedException | RuntimeException e) {
      node.close();
      throw e;
    }
  }

  TestNode node() {
    return node;
  }

  /** Its API server, and a token of an administrator made there. */
  ApiServer apiServer() throws InterruptedException {
    kubectl("create", "serviceaccount", "load").orFail();
    kubectl(
            "create",
            "clusterrolebinding",
            "load",
            "--clusterrole=cluster-admin",
            "--serviceaccount=default:load")
        .orFail();
    String token = kubectl("create", "token", "load", "--duration=6h").orFail().out().strip();
    var server = new ApiServer(node.network(), new InetSocketAddress(node.address(), PORT), token);
    awaitLeave(server);
    return server;
  }

  /** The API server hears of a new binding a moment after it was made. */
  private static void awaitLeave(ApiServer server) throws InterruptedException {
    try (var client = new ApiClient(server, HttpClient.Version.HTTP_1_1)) {
      long deadline = System.nanoTime() + ASKING.toNanos();
      Answer answer = client.get("/api/v1/namespaces");
      while (!(answer instanceof Answer.Good)) {
        if (System.nanoTime() > deadline) {
          throw new BenchmarkException("The administrator's token is not taken: " + answer);
        }
        Thread.sleep(50);
        answer = client.get("/api/v1/namespaces");
      }
    }
  }

  private Execution kubectl(String... words) throws InterruptedException {
    String[] command = new String[words.length + 2];
    command[0] = kubectl.toString();
    command[1] = "--kubeconfig=/etc/kubernetes/admin.conf";
    System.arraycopy(words, 0, command, 2, words.length);
    return node.exec(ASKING, command);
  }

  Manifest manifest(String component) throws IOException {
    return new Manifest(Files.readString(path(component)));
  }

  /** Puts a manifest in the place of the component's by a rename. */
  void put(String component, Manifest manifest) throws IOException {
    Path staged = node.path("/etc/kubernetes/" + component + ".yaml");
    Files.writeString(staged, manifest.text());
    Files.move(staged, path(component), StandardCopyOption.ATOMIC_MOVE);
  }

  private Path path(String component) {
    return node.path("/etc/kubernetes/manifests/" + component + ".yaml");
  }

  /** Has the release's kubeadm issue a serving certificate and puts it in the place of the old. */
  void renewServingCertificate(String configuration) throws InterruptedException {
    String script =
        """
        set -e
        mkdir -p /etc/kubernetes/renewed
        cp %1$s/ca.* /etc/kubernetes/renewed/
        sed 's#^kind: ClusterConfiguration#&\\ncertificatesDir: /etc/kubernetes/renewed#' %2$s >/etc/kubernetes/renewed/config.yaml
        "$1" init phase certs apiserver --config=/etc/kubernetes/renewed/config.yaml
        mv /etc/kubernetes/renewed/apiserver.key /etc/kubernetes/renewed/apiserver.crt %1$s/
        """
            .formatted(PKI, configuration);
    Path kubeadm = kubectl.resolveSibling("kubeadm");
    node.exec(ASKING, "bash", "-c", script, "renew", kubeadm.toString()).orFail();
  }

  /** How many processes of a component there are now. */
  long running(String component) throws IOException {
    return processes(component).size();
  }

  /** Ends the process of a component by SIGKILL. */
  void kill(String component) throws IOException, InterruptedException {
    List<NodeProcess> running = processes(component);
    if (running.size() != 1) {
      throw new BenchmarkException("To kill " + component + ", seen: " + running);
    }
    ProcessHandle process = ProcessHandle.of(running.getFirst().pid()).orElseThrow();
    process.destroyForcibly();
    while (process.isAlive()) {
      Thread.sleep(1);
    }
  }

  private List<NodeProcess> processes(String component) throws IOException {
    return NodeProcess.all(node.path("/proc/1")).stream()
        .filter(process -> process.executable().equals(component))
        .toList();
  }

  /** Waits until one process of a component is there, and that is one of these flags. */
  void awaitOnly(String component, String flag, Duration patience)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!runsAlone(component, flag)) {
      if (System.nanoTime() > deadline) {
        throw new BenchmarkException(
            "%s with %s alone was not seen, but %s"
                .formatted(component, flag, processes(component)));
      }
      Thread.sleep(20);
    }
  }

  /** By one look: between two of them another process may come. */
  private boolean runsAlone(String component, String flag) throws IOException {
    List<NodeProcess> processes = processes(component);
    return processes.size() == 1 && processes.getFirst().commandLine().contains("\0" + flag + "\0");
  }

  @Override
  public void close() throws IOException {
    node.close();
  }
}
