package dev.keelson.e2e.parity;

import dev.keelson.e2e.component.ComponentCache;
import dev.keelson.e2e.component.ComponentVersions;
import dev.keelson.e2e.component.Components;
import dev.keelson.e2e.component.Platform;
import dev.keelson.e2e.distribution.Distribution;
import dev.keelson.e2e.testnode.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A test node on which kubeadm and keelson take turns; neither starts anything there. */
final class ParityNode implements AutoCloseable {
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);
  private static final String CONFIG = "/etc/parity.yaml";
  private static final String KUBEADM_SKIPS =
      "preflight,kubelet-start,wait-control-plane,upload-config,upload-certs,mark-control-plane,"
          + "bootstrap-token,kubelet-finalize,addon,show-join-command";
  private static final String KEELSON_SKIPS =
      "preflight,runtime-start,wait-control-plane,mark-control-plane";

  private final TestNode node;
  private final String keelson = Distribution.ofCheckout().launcher().toString();

  private ParityNode(TestNode node) {
    this.node = node;
  }

  static ParityNode start() throws IOException, InterruptedException {
    return new ParityNode(TestNode.start("parity-1", "192.0.2.10"));
  }

  /** Empties the node and gives it that configuration. */
  void prepare(String config) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("rm", "-rf", "/var/lib/keelson"));
    command.addAll(NodeTree.ROOTS);
    run(command);
    Files.writeString(node.path(CONFIG), config);
  }

  /** Everything that {@code kubeadm init} of that release writes before it starts anything. */
  NodeTree kubeadmInit(String release) throws IOException, InterruptedException {
    kubeadm(release, "init", "--skip-phases", KUBEADM_SKIPS);
    return tree();
  }

  /** Everything that {@code keelson init} writes before it starts anything. */
  NodeTree keelsonInit() throws IOException, InterruptedException {
    keelson("init", "--skip-phases", KEELSON_SKIPS);
    return tree();
  }

  /** Runs kubeadm with the configuration. */
  void kubeadm(String release, String... arguments) throws IOException, InterruptedException {
    var components = new Components(ComponentCache.ofUser(), Platform.current(), System.out);
    var program = components.program(ComponentVersions.of(release), "kubeadm");
    run(command(program.toString(), arguments));
  }

  /** Runs the packaged keelson with the configuration. */
  void keelson(String... arguments) throws InterruptedException {
    run(command(keelson, arguments));
  }

  void delete(String... paths) throws InterruptedException {
    var command = new ArrayList<>(List.of("rm"));
    command.addAll(List.of(paths));
    run(command);
  }

  NodeTree tree() throws IOException {
    return NodeTree.read(node);
  }

  private static List<String> command(String program, String... arguments) {
    var command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--config", CONFIG));
    return command;
  }

  private void run(List<String> command) throws InterruptedException {
    node.exec(LONG_ENOUGH, command.toArray(String[]::new)).orFail();
  }

  @Override
  public void close() throws IOException {
    node.close();
  }
}
