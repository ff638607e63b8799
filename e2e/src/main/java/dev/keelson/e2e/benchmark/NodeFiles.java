package dev.keelson.e2e.benchmark;

import dev.keelson.e2e.testnode.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Puts files of this package's resources onto a node. */
public final class NodeFiles {
  /** Where the v1beta4 documents lie that every contender is given. */
  public static final String CONFIGURATION = "/etc/kubeadm.yaml";

  private NodeFiles() {}

  /** Writes the configuration of the node's control plane. */
  public static void writeConfiguration(TestNode node, String kubernetesVersion)
      throws IOException {
    copy(
        node,
        "kubeadm.yaml",
        CONFIGURATION,
        Map.of(
            "@ADDRESS@", node.address(),
            "@NAME@", node.hostname(),
            "@VERSION@", kubernetesVersion));
  }

  /** Copies a resource to a path of the node, those words in it replaced. */
  public static void copy(TestNode node, String resource, String path, Map<String, String> words)
      throws IOException {
    Path file = node.path(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, Resources.text(resource, words));
  }

  /** Adds a resource to the end of a file of the node. */
  static void append(TestNode node, String resource, String path) throws IOException {
    Files.writeString(node.path(path), Resources.text(resource), StandardOpenOption.APPEND);
  }
}
