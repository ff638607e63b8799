package dev.keelson.runtime.presence;

import dev.keelson.runtime.config.NodeTaint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * As what this node shows itself.
 *
 * @param kubeconfig of the node's own identity, {@code kubelet.conf}; it may appear later, and
 *     change
 * @param addresses InternalIPs, the first one first
 * @param labels beyond the three every node has
 * @param taints set when the Node object is created, and never again
 * @param version of Kubernetes whose kubelet this runtime stands in for, such as {@code v1.37.1}
 * @param root whose file system is the node's, for its size and free space
 */
public record PresenceConfig(
    String nodeName,
    Path kubeconfig,
    List<String> addresses,
    Map<String, String> labels,
    List<NodeTaint> taints,
    String version,
    Path root) {
  public PresenceConfig {
    addresses = List.copyOf(addresses);
    labels = Map.copyOf(labels);
    taints = List.copyOf(taints);
  }
}
