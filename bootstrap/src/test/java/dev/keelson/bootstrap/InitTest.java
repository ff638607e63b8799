package dev.keelson.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.bootstrap.failure.ExitStatus;
import dev.keelson.bootstrap.phase.Workflows;
import dev.keelson.bootstrap.workflow.PhaseFailedException;
import dev.keelson.bootstrap.workflow.PhasePath;
import dev.keelson.bootstrap.workflow.PhaseSelection;
import dev.keelson.bootstrap.workflow.UnknownPhaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitTest {
  @TempDir(factory = InMemoryDirectory.class)
  private Path root;

  private TestNode node;

  @BeforeEach
  void node() {
    node = new TestNode(root);
  }

  @Test
  void bringsUpWhatKubeadmWould() throws InterruptedException {
    node.init();
    assertThat(node.tree())
        .containsKeys(
            "etc/kubernetes/manifests/etcd.yaml",
            "etc/kubernetes/manifests/kube-apiserver.yaml",
            "etc/kubernetes/manifests/kube-controller-manager.yaml",
            "etc/kubernetes/manifests/kube-scheduler.yaml",
            "etc/kubernetes/admin.conf",
            "etc/kubernetes/super-admin.conf",
            "etc/kubernetes/kubelet.conf",
            "etc/kubernetes/pki/ca.key",
            "etc/kubernetes/pki/sa.pub",
            "etc/kubernetes/pki/etcd/peer.crt")
        .containsEntry("etc/kubernetes", "0755/")
        .containsEntry("etc/kubernetes/pki", "0755/")
        .containsEntry("etc/kubernetes/pki/etcd", "0755/")
        .containsEntry("etc/kubernetes/manifests", "0700/")
        .containsEntry("var/lib/etcd", "0700/")
        .containsEntry("var/lib/keelson", "0700/")
        .containsEntry("var/lib/keelson/last-good", "-> revisions/1");
    assertThat(node.cluster.objects)
        .containsOnlyKeys(
            "ClusterRoleBinding/kubeadm:cluster-admins",
            "ClusterRoleBinding/kubeadm:apiserver-kubelet-client",
            "Node/localhost");
  }

  @Test
  void tellsEveryPhaseInOrder() throws InterruptedException {
    node.init();
    var expected =
        Workflows.init().steps().stream()
            .flatMap(s -> Stream.of("start " + s.path(), "finish " + s.path()));
    assertThat(node.listener.phases).containsExactlyElementsOf(expected.toList());
  }

  @Test
  void refusesANodeThatHasAControlPlane() throws InterruptedException {
    node.init();
    var before = node.tree();
    assertThatThrownBy(node::init)
        .isInstanceOfSatisfying(
            AlreadyInitializedException.class,
            e -> assertThat(e.exitStatus()).isEqualTo(ExitStatus.PREFLIGHT))
        .hasMessageContainingAll(
            "revision 1", "node localhost", "etcd is ready", "nothing was changed");
    assertThat(node.tree()).isEqualTo(before);
  }

  @Test
  void saysWhyAComponentDoesNotGetReady() throws InterruptedException {
    node.runtime.failures.put("kube-scheduler", "exit code 1: unknown flag: --nonsense");
    assertThatThrownBy(node::init)
        .isInstanceOf(PhaseFailedException.class)
        .hasMessage(
            "phase wait-control-plane: kube-scheduler is not ready after 4m0s: exit code 1: unknown"
                + " flag: --nonsense");
    assertThat(node.log().current()).isEmpty();
    node.runtime.failures.clear();
    node.init();
    assertThat(node.log().lastGood()).isPresent();
  }

  @Test
  void namesThePhaseOfAFileThatCannotBeWritten() throws IOException {
    Path inTheWay = node.layout.manifests().resolve("etcd.yaml");
    Files.createDirectories(inTheWay.resolve("sub"));
    assertThatThrownBy(node::init)
        .isInstanceOf(PhaseFailedException.class)
        .hasMessageStartingWith("phase etcd/local: could not write " + inTheWay);
    assertThat(node.listener.phases.getLast()).startsWith("fail ");
  }

  @Test
  void takesSinglePhases() throws InterruptedException {
    node.init(PhaseSelection.only(PhasePath.parse("certs/etcd-ca")), UnaryOperator.identity());
    assertThat(files("etc"))
        .containsExactly("etc/kubernetes/pki/etcd/ca.crt", "etc/kubernetes/pki/etcd/ca.key");
    node.init(PhaseSelection.only(PhasePath.parse("certs")), UnaryOperator.identity());
    node.init(PhaseSelection.only(PhasePath.parse("kubeconfig")), UnaryOperator.identity());
    var before = node.tree();
    node.init(PhaseSelection.only(PhasePath.parse("kubeconfig/admin")), UnaryOperator.identity());
    assertThat(node.tree()).as("nothing to do makes no revision").isEqualTo(before);
    node.init();
    assertThat(node.log().lastGood().orElseThrow().number()).isEqualTo(4);
    assertThat(node.tree())
        .containsEntry(
            "etc/kubernetes/pki/etcd/ca.key", before.get("etc/kubernetes/pki/etcd/ca.key"));
  }

  @Test
  void refusesPhasesItDoesNotKnow() {
    assertThatThrownBy(() ->
            node.init(
                PhaseSelection.except(List.of(PhasePath.parse("nonsense"))),
                UnaryOperator.identity()))
        .isInstanceOf(UnknownPhaseException.class)
        .hasMessageContainingAll("invalid phase name: nonsense", "certs/apiserver");
    assertThat(node.tree()).hasSize(1);
  }

  @Test
  void leavesNothingOfADryRun() throws InterruptedException {
    Init.run(
        new InitRequest(node.spec, node.layout, PhaseSelection.ALL, true, "keelson init"),
        node.ports(),
        node.listener);
    assertThat(node.tree()).hasSize(1);
    String told = String.join("\n", node.listener.notes);
    assertThat(told).doesNotContain("PRIVATE KEY", "client-key-data");
    // Sizes of certificates differ by a byte or two, their hashes always; the manifests have
    // goldens of their own.
    String steady =
        told.replace(root.toString(), "")
            .replaceAll("\\d+ bytes>", "n bytes>")
            .replaceAll("(?m)^    .*\n?", "");
    GoldenFile.assertEqual("init-dry-run.txt", steady);
  }

  private List<String> files(String below) {
    return node.tree().entrySet().stream()
        .filter(e -> e.getKey().startsWith(below) && !e.getValue().endsWith("/"))
        .map(e -> e.getKey())
        .toList();
  }
}
