package dev.keelson.e2e.benchmark;

import dev.keelson.e2e.testnode.TestNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The floor: the files by kubeadm's phases, then the manifests' four commands, started at once and
 * kept by nobody.
 */
record BareProcesses(String kubernetesVersion, SearchPath programs) implements Contender {
  private static final String SCRIPT = "/opt/benchmark/floor.sh";

  @Override
  public String name() {
    return "floor";
  }

  @Override
  public String title() {
    return "the floor: four phases of kubeadm, then four bare processes";
  }

  @Override
  public void prepare(TestNode node) throws IOException {
    NodeFiles.writeConfiguration(node, kubernetesVersion);
    NodeFiles.copy(node, "floor.sh", SCRIPT, Map.of());
  }

  @Override
  public String[] command() {
    return programs.command("bash", SCRIPT, NodeFiles.CONFIGURATION);
  }

  @Override
  public List<String> footprint() {
    return List.of();
  }
}
