package dev.keelson.bootstrap;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.config.ConfigFile;
import dev.keelson.bootstrap.config.ConfigLoader;
import dev.keelson.bootstrap.config.InitFlags;
import dev.keelson.bootstrap.config.NodeFacts;
import dev.keelson.bootstrap.effect.Effect;
import dev.keelson.bootstrap.effect.Executor;
import dev.keelson.bootstrap.node.DiskNodeView;
import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.bootstrap.revision.RevisionLog;
import dev.keelson.bootstrap.workflow.PhaseSelection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A node in a directory. */
final class TestNode {
  private static final String KEPT = " stays: no revision brought it";
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  final Path root;
  final NodeLayout layout;
  final ClusterSpec spec;
  final InMemoryPodRuntime runtime;
  final InMemoryCluster cluster = new InMemoryCluster();
  final RecordingListener listener = new RecordingListener();

  TestNode(Path root) {
    this.root = root;
    try {
      Files.createDirectories(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.layout = new NodeLayout(root);
    this.spec = spec(root);
    this.runtime = new InMemoryPodRuntime(layout, spec.nodeName(), layout.etcdData());
  }

  // The checks look at the machine the test runs on; they have tests of their own. The node has a
  // name that every machine resolves at once.
  private static ClusterSpec spec(Path root) {
    String text =
        """
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: InitConfiguration
        nodeRegistration:
          name: localhost
          ignorePreflightErrors: [all]
        ---
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        encryptionAlgorithm: ECDSA-P256
        certificatesDir: %1$s/etc/kubernetes/pki
        etcd: {local: {dataDir: %1$s/var/lib/etcd}}
        """
            .formatted(root);
    return ConfigLoader.load(
            List.of(new ConfigFile("test.yaml", text)),
            InitFlags.NONE,
            new NodeFacts("localhost", Optional.of(InetAddress.ofLiteral("192.0.2.1")), Map.of()))
        .cluster();
  }

  NodePorts ports() {
    return new NodePorts(
        new DiskNodeView(), runtime, cluster, image -> true, InstantSource.fixed(NOW));
  }

  RevisionLog log() {
    return new RevisionLog(layout.state());
  }

  void init() throws InterruptedException {
    init(PhaseSelection.ALL, UnaryOperator.identity());
  }

  void init(PhaseSelection selection, UnaryOperator<Executor> decoration)
      throws InterruptedException {
    Init.run(
        new InitRequest(spec, layout, selection, false, "keelson init"),
        ports(),
        listener,
        decoration);
  }

  List<Path> reset() throws InterruptedException {
    return reset(UnaryOperator.identity());
  }

  List<Path> reset(UnaryOperator<Executor> decoration) throws InterruptedException {
    return reset(PhaseSelection.ALL, decoration);
  }

  /** What stays because no revision brought it. */
  List<Path> reset(PhaseSelection selection, UnaryOperator<Executor> decoration)
      throws InterruptedException {
    int before = listener.warnings.size();
    Reset.run(
        new ResetRequest(layout, selection, false, false, List.of("all"), "keelson reset"),
        ports(),
        listener,
        decoration);
    return listener.warnings.stream()
        .skip(before)
        .filter(warning -> warning.endsWith(KEPT))
        .map(warning -> Path.of(warning.substring(0, warning.length() - KEPT.length())))
        .toList();
  }

  /** Runs {@code command} until it is killed before its n-th effect; whether there was one. */
  static boolean killed(Command command, int n, Consumer<Effect> torn) throws InterruptedException {
    var died = new DyingExecutor[1];
    try {
      command.run(executor -> {
        died[0] = new DyingExecutor(executor, n, torn);
        return died[0];
      });
    } catch (DyingExecutor.Killed | IllegalStateException _) {
      // Killed on this thread or another.
    }
    return died[0].died();
  }

  /** A command with its executor decorated. */
  interface Command {
    void run(UnaryOperator<Executor> decoration) throws InterruptedException;
  }

  /** Every path with its mode and, for a file, its content's hash. */
  SortedMap<String, String> tree() {
    var tree = new TreeMap<String, String>();
    try (var paths = Files.walk(root)) {
      for (Path path : paths.toList()) {
        tree.put(root.relativize(path).toString(), describe(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tree;
  }

  private static String describe(Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      return "-> " + Files.readSymbolicLink(path);
    }
    int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
    String content = Files.isRegularFile(path) ? " " + Files.readString(path).hashCode() : "/";
    return String.format("%04o", mode) + content;
  }
}
