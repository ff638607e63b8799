package dev.keelson.e2e.benchmark;

import dev.keelson.e2e.testnode.RunningCommand;
import dev.keelson.e2e.testnode.TestNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * {@code kubeadm init} with a kubelet on containerd, which runs beforehand as on any such machine.
 * The addons are left out: the others do not install them either.
 *
 * @param images the archive that containerd imports beforehand
 * @param pause the image of its sandboxes
 */
record Kubeadm(String kubernetesVersion, SearchPath programs, Path images, String pause)
    implements Contender {
  private static final Duration STARTING = Duration.ofMinutes(1);
  private static final Duration IMPORTING = Duration.ofMinutes(5);
  private static final String CONTAINERD = "/etc/containerd/config.toml";
  private static final String KUBELET = "/opt/benchmark/kubelet.sh";

  @Override
  public String name() {
    return "kubeadm";
  }

  @Override
  public String title() {
    return "kubeadm init, kubelet, containerd";
  }

  @Override
  public void prepare(TestNode node) throws IOException, InterruptedException {
    NodeFiles.writeConfiguration(node, kubernetesVersion);
    NodeFiles.append(node, "kubelet.yaml", NodeFiles.CONFIGURATION);
    NodeFiles.copy(node, "containerd.toml", CONTAINERD, Map.of("@PAUSE@", pause));
    NodeFiles.copy(node, "kubelet.sh", KUBELET, Map.of());
    // They live as long as the node, whose end ends them.
    RunningCommand containerd = node.spawn(programs.command("containerd", "--config", CONTAINERD));
    containerd.awaitError("containerd successfully booted", STARTING);
    node.exec(
            IMPORTING,
            programs.command("ctr", "--namespace=k8s.io", "images", "import", images.toString()))
        .orFail();
    node.spawn(programs.command("bash", KUBELET));
  }

  @Override
  public String[] command() {
    return programs.command(
        "kubeadm",
        "init",
        "--config=" + NodeFiles.CONFIGURATION,
        "--skip-phases=addon",
        "--ignore-preflight-errors=all");
  }

  @Override
  public List<String> footprint() {
    return List.of("kubelet", "containerd", "containerd-shim-runc-v2");
  }
}
