package dev.keelson.cli.wiring;

import dev.keelson.bootstrap.NodePorts;
import dev.keelson.bootstrap.cluster.ClusterApi;
import dev.keelson.bootstrap.cluster.ClusterApiException;
import dev.keelson.bootstrap.node.DiskNodeView;
import dev.keelson.bootstrap.revision.Bytes;
import dev.keelson.runtime.api.LocalApiClient;
import dev.keelson.runtime.config.RuntimePaths;
import dev.keelson.runtime.image.ImageReference;
import dev.keelson.runtime.image.local.Images;
import dev.keelson.runtime.kube.KubeClient;
import dev.keelson.runtime.kube.KubeConfig;
import dev.keelson.runtime.kube.KubeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** Bootstrap's ports, plugged into the runtime. */
final class Ports {
  private Ports() {}

  /** The ports to the node below that root directory. */
  static NodePorts of(Path rootDir) {
    var paths = new RuntimePaths(rootDir);
    return new NodePorts(
        new DiskNodeView(),
        podRuntime(paths),
        Ports::connect,
        reference -> present(paths, reference),
        InstantSource.system());
  }

  /** The port to the pods below that root directory. */
  static LocalPodRuntime podRuntime(RuntimePaths paths) {
    return new LocalPodRuntime(new LocalApiClient(paths.socket()), RuntimeCommands.process(paths));
  }

  private static ClusterApi connect(Bytes kubeconfig, String server) {
    try {
      return new KubeClusterApi(
          KubeClient.open(KubeConfig.parse(kubeconfig.utf8()).withServer(server)),
          () -> Thread.sleep(50));
    } catch (KubeException | IllegalArgumentException e) {
      throw new ClusterApiException(
          "a kubeconfig of this node cannot be used: " + e.getMessage(), e);
    }
  }

  /** A check reads: where there is no store, none is made. */
  private static boolean present(RuntimePaths paths, String reference) {
    return Files.isDirectory(paths.images())
        && Images.open(paths.images()).find(ImageReference.parse(reference)).isPresent();
  }
}
