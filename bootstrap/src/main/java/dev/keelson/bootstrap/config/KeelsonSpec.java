package dev.keelson.bootstrap.config;

import dev.keelson.bootstrap.node.NodeLayout;
import java.nio.file.Path;
import java.util.List;

/**
 * What kubeadm has no word for: the result of KeelsonConfiguration and keelson's own flags.
 *
 * @param engine the engine's name; {@code embedded} is the only one so far
 * @param rootDir below which all of the node's paths lie, absolute; usually {@code /}
 * @param imageArchives archives to import images from before they are needed
 */
public record KeelsonSpec(String engine, Path rootDir, List<Path> imageArchives) {
  public KeelsonSpec {
    imageArchives = List.copyOf(imageArchives);
  }

  /** Where everything lies on this node. */
  public NodeLayout layout() {
    return new NodeLayout(rootDir);
  }
}
