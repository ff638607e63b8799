package dev.keelson.e2e.benchmark.pods;

import dev.keelson.e2e.benchmark.NodeFiles;
import dev.keelson.e2e.benchmark.SearchPath;
import dev.keelson.e2e.testnode.RunningCommand;
import dev.keelson.e2e.testnode.TestNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A kubelet on containerd.
 *
 * @param images the archive that containerd imports
 * @param pause the image of its sandboxes
 * @param flags of the kubelet beside its configuration; none for one without an API server
 */
public record KubeletHost(SearchPath programs, Path images, String pause, List<String> flags)
    implements StaticPodHost {
  private static final Duration STARTING = Duration.ofMinutes(2);
  private static final String CONTAINERD = "/etc/containerd/config.toml";
  private static final String KUBELET = "/etc/kubelet.yaml";

  public KubeletHost {
    flags = List.copyOf(flags);
  }

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
    List<String> words = new ArrayList<>(List.of("kubelet", "--config=" + KUBELET));
    words.addAll(flags);
    return node.spawn(programs.command(words.toArray(String[]::new)));
  }

  @Override
  public List<String> footprint() {
    return List.of("kubelet", "containerd", "containerd-shim-runc-v2");
  }
}
