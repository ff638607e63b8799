package dev.keelson.e2e.benchmark.pods;

import dev.keelson.e2e.benchmark.NodeFiles;
import dev.keelson.e2e.benchmark.SearchPath;
import dev.keelson.e2e.testnode.RunningCommand;
import dev.keelson.e2e.testnode.TestNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A kubelet without an API server, on containerd.
 *
 * @param images the archive that containerd imports
 * @param pause the image of its sandboxes
 */
record KubeletHost(SearchPath programs, Path images, String pause) implements StaticPodHost {
  private static final Duration STARTING = Duration.ofMinutes(1);
  private static final String CONTAINERD = "/etc/containerd/config.toml";
  private static final String KUBELET = "/etc/kubelet.yaml";

  @Override
  public String name() {
    return "kubelet";
  }

  @Override
  public String title() {
    return "kubelet, containerd";
  }

  @Override
  public void prepare(TestNode node) throws IOException, InterruptedException {
    NodeFiles.copy(node, "containerd.toml", CONTAINERD, Map.of("@PAUSE@", pause));
    NodeFiles.copy(node, "pods/kubelet.yaml", KUBELET, Map.of("@MANIFESTS@", MANIFESTS));
    // It lives as long as the node, whose end ends it.
    RunningCommand containerd = node.spawn(programs.command("containerd", "--config", CONTAINERD));
    containerd.awaitError("containerd successfully booted", STARTING);
    node.exec(
            STARTING,
            programs.command("ctr", "--namespace=k8s.io", "images", "import", images.toString()))
        .orFail();
  }

  @Override
  public RunningCommand start(TestNode node) {
    return node.spawn(programs.command("kubelet", "--config=" + KUBELET));
  }

  @Override
  public List<String> footprint() {
    return List.of("kubelet", "containerd", "containerd-shim-runc-v2");
  }
}
