package dev.keelson.bootstrap.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.config.ConfigFile;
import dev.keelson.bootstrap.config.ConfigLoader;
import dev.keelson.bootstrap.config.InitFlags;
import dev.keelson.bootstrap.config.IpAddresses;
import dev.keelson.bootstrap.config.NodeFacts;
import dev.keelson.bootstrap.node.DiskNodeView;
import dev.keelson.bootstrap.node.PlannedNodeView;
import dev.keelson.bootstrap.revision.Bytes;
import dev.keelson.bootstrap.revision.PartFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostFactsTest {
  @TempDir private Path directory;
  private final PlannedNodeView node = new PlannedNodeView(new DiskNodeView());
  private ClusterSpec spec;

  @BeforeEach
  void load() {
    var text =
        """
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        certificatesDir: %1$s
        scheduler: {extraVolumes: [{name: a, hostPath: %1$s/a, mountPath: /a, pathType: File}]}
        etcd: {external: {endpoints: ["https://192.0.2.9:2379"], caFile: %1$s/e.crt}}
        """
            .formatted(directory);
    var machine = new NodeFacts("n", IpAddresses.parse("192.0.2.10"), Map.of());
    spec = ConfigLoader.load(List.of(new ConfigFile("k", text)), InitFlags.NONE, machine).cluster();
  }

  @Test
  void aCaWithoutItsKeyIsExternal() {
    assertThat(HostFacts.read(spec, node).externalCa()).isFalse();
    plan("ca.crt");
    assertThat(HostFacts.read(spec, node).externalCa()).isTrue();
    plan("ca.key");
    assertThat(HostFacts.read(spec, node).externalCa()).isFalse();
  }

  @Test
  void theUsersFilesAreHashed() {
    plan("a");
    plan("e.crt");

    assertThat(HostFacts.read(spec, node).userFiles())
        .containsExactly(
            Map.entry(directory.resolve("a"), Bytes.utf8("a").sha256()),
            Map.entry(directory.resolve("e.crt"), Bytes.utf8("e.crt").sha256()));
  }

  @Test
  void aFileThatIsNotThereYetIsNoFact() {
    assertThat(HostFacts.read(spec, node).userFiles()).isEmpty();
  }

  private void plan(String name) {
    node.plan(List.of(PartFile.readable(directory.resolve(name), Bytes.utf8(name))));
  }
}
