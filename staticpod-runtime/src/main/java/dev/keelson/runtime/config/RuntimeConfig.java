package dev.keelson.runtime.config;

import dev.keelson.runtime.presence.NodeTaint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the runtime is told, complete: what its document leaves out has its default.
 *
 * @param nodeName lower case
 * @param nodeAddresses the node's own, the first one first
 * @param kubernetesVersion whose kubelet the runtime stands in for, such as {@code v1.37.1}
 * @param engine {@code embedded}
 * @param staticPodPath the manifest directory
 * @param fileCheckFrequency how often the directory is read though nothing was noticed
 * @param kubeconfig the node's identity towards the API server; may appear later
 * @param nodeLabels beyond those every node has
 * @param registerWithTaints set when the Node object is created
 */
public record RuntimeConfig(
    String nodeName,
    List<String> nodeAddresses,
    String kubernetesVersion,
    String engine,
    Path staticPodPath,
    Duration fileCheckFrequency,
    Path kubeconfig,
    Map<String, String> nodeLabels,
    List<NodeTaint> registerWithTaints) {
  public RuntimeConfig {
    nodeAddresses = List.copyOf(nodeAddresses);
    nodeLabels = Map.copyOf(nodeLabels);
    registerWithTaints = List.copyOf(registerWithTaints);
  }

  /** The defaults on this machine. */
  public static RuntimeConfig defaults(RuntimePaths paths) {
    return new RuntimeConfig(
        NodeDefaults.name(),
        NodeDefaults.addresses(),
        "v1.37.1",
        "embedded",
        paths.manifests(),
        Duration.ofSeconds(20),
        paths.kubeconfig(),
        Map.of(),
        List.of());
  }

  /** The same for another manifest directory. */
  public RuntimeConfig withStaticPodPath(Path directory) {
    return new RuntimeConfig(
        nodeName,
        nodeAddresses,
        kubernetesVersion,
        engine,
        directory,
        fileCheckFrequency,
        kubeconfig,
        nodeLabels,
        registerWithTaints);
  }

  /** The same for a node of another name. */
  public RuntimeConfig withNodeName(String name) {
    return new RuntimeConfig(
        name,
        nodeAddresses,
        kubernetesVersion,
        engine,
        staticPodPath,
        fileCheckFrequency,
        kubeconfig,
        nodeLabels,
        registerWithTaints);
  }
}
