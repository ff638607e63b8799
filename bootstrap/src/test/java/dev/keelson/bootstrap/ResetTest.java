package dev.keelson.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.bootstrap.workflow.PhasePath;
import dev.keelson.bootstrap.workflow.PhaseSelection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResetTest {
  @TempDir(factory = InMemoryDirectory.class)
  private Path directory;

  @Test
  void leavesTheTreeAsItWasBeforeInit() throws InterruptedException {
    var node = new TestNode(directory);
    var before = node.tree();
    node.init();
    assertThat(node.reset()).isEmpty();
    assertThat(node.tree()).isEqualTo(before);
    assertThat(node.runtime.running()).isFalse();
  }

  @Test
  void leavesAndNamesWhatIsNotOurs() throws InterruptedException, IOException {
    var node = new TestNode(directory);
    Files.createDirectories(node.layout.podLogs().resolve("default_web_1"));
    Files.createDirectories(node.layout.manifests());
    var before = node.tree();
    node.init();
    Path beside = node.layout.pki().resolve("mine.crt");
    Files.writeString(beside, "mine");
    Path manifest = node.layout.manifests().resolve("web.yaml");
    Files.writeString(manifest, "kind: Pod");
    assertThat(node.reset()).containsExactly(manifest, beside);
    Files.delete(beside);
    Files.delete(manifest);
    Files.delete(node.layout.pki());
    assertThat(node.tree()).isEqualTo(before);
  }

  @Test
  void leavesACaThatWasThereBefore() throws InterruptedException, IOException {
    var donor = new TestNode(directory.resolve("donor"));
    donor.init();
    var node = new TestNode(directory.resolve("node"));
    Files.createDirectories(node.layout.pki());
    for (String name : new String[] {"ca.crt", "ca.key"}) {
      Files.copy(donor.layout.pki().resolve(name), node.layout.pki().resolve(name));
    }
    var before = node.tree();
    node.init();
    assertThat(node.reset())
        .containsExactly(node.layout.pki().resolve("ca.crt"), node.layout.pki().resolve("ca.key"));
    assertThat(node.tree()).isEqualTo(before);
  }

  @Test
  void cleansUpAfterAnInitThatWasKilledAnywhere() throws InterruptedException {
    for (int n = 0; ; n++) {
      var node = new TestNode(directory.resolve("killed-init-" + n));
      if (!TestNode.killed(d -> node.init(PhaseSelection.ALL, d), n, _ -> {})) {
        break;
      }
      assertThat(node.reset()).isEmpty();
      assertThat(node.tree()).as("init killed before effect %d, then reset", n).hasSizeLessThan(2);
    }
  }

  @Test
  void goesOnAfterBeingKilledAnywhere() throws InterruptedException {
    int n = 0;
    for (; ; n++) {
      var node = new TestNode(directory.resolve("killed-reset-" + n));
      var before = node.tree();
      node.init();
      if (!TestNode.killed(node::reset, n, _ -> {})) {
        break;
      }
      assertThat(node.reset()).isEmpty();
      assertThat(node.tree()).as("reset killed before effect %d, then reset", n).isEqualTo(before);
    }
    assertThat(n).as("effects of a reset").isGreaterThan(50);
  }

  @Test
  void removesNothingWhereOnlyItsOtherPhasesAreAskedFor() throws InterruptedException {
    var node = new TestNode(directory);
    node.init();
    var initialized = node.tree();
    initialized.remove("var/lib/keelson/lock"); // says who took it last
    node.listener.phases.clear();
    var cleanup = PhasePath.parse("cleanup-node");
    node.reset(PhaseSelection.except(List.of(cleanup)), UnaryOperator.identity());
    assertThat(node.tree()).containsAllEntriesOf(initialized).hasSize(initialized.size() + 1);
    assertThat(node.listener.phases)
        .containsExactly(
            "start preflight",
            "finish preflight",
            "start remove-etcd-member",
            "finish remove-etcd-member");
    node.reset(PhaseSelection.only(cleanup), UnaryOperator.identity());
    assertThat(node.layout.state()).doesNotExist();
  }

  @Test
  void hasNothingToDoOnABareNode() throws InterruptedException {
    var node = new TestNode(directory);
    var before = node.tree();
    assertThat(node.reset()).isEmpty();
    assertThat(node.tree()).isEqualTo(before);
  }
}
