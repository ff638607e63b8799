package dev.keelson.runtime.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the runtime is told, complete: what flags and documents leave out has its default.
 *
 * @param nodeName lower case
 * @param nodeAddresses the node's own, the first one first
 * @param kubernetesVersion whose kubelet the runtime stands in for, such as {@code v1.37.1}
 * @param engine {@code embedded}
 * @param sources where manifests come from
 * @param kubeconfig the node's identity towards the API server; may appear later
 * @param nodeLabels beyond those every node has
 * @param registerWithTaints set when the Node object is created
 * @param kubelet what a KubeletConfiguration says
 * @param unused fields of a KubeletConfiguration that were given and have no effect here
 */
public record RuntimeConfig(
    String nodeName,
    List<String> nodeAddresses,
    String kubernetesVersion,
    String engine,
    ManifestSources sources,
    Path kubeconfig,
    Map<String, String> nodeLabels,
    List<NodeTaint> registerWithTaints,
    KubeletSettings kubelet,
    List<String> unused) {
  public RuntimeConfig {
    nodeAddresses = List.copyOf(nodeAddresses);
    nodeLabels = Map.copyOf(nodeLabels);
    registerWithTaints = List.copyOf(registerWithTaints);
    unused = List.copyOf(unused);
  }

  /** The defaults on this machine; no source of manifests yet. */
  public static RuntimeConfig defaults(RuntimePaths paths) {
    return new RuntimeConfig(
        NodeDefaults.name(),
        NodeDefaults.addresses(),
        "v1.37.1",
        "embedded",
        ManifestSources.NONE,
        paths.kubeconfig(),
        Map.of(),
        List.of(),
        KubeletSettings.defaults(paths),
        List.of());
  }

  /** The same for other sources of manifests. */
  public RuntimeConfig withSources(ManifestSources other) {
    return new RuntimeConfig(
        nodeName,
        nodeAddresses,
        kubernetesVersion,
        engine,
        other,
        kubeconfig,
        nodeLabels,
        registerWithTaints,
        kubelet,
        unused);
  }

  /** The same for other settings of the kubelet's. */
  public RuntimeConfig withKubelet(KubeletSettings other) {
    return new RuntimeConfig(
        nodeName,
        nodeAddresses,
        kubernetesVersion,
        engine,
        sources,
        kubeconfig,
        nodeLabels,
        registerWithTaints,
        other,
        unused);
  }

  /** The same for a node of another name. */
  public RuntimeConfig withNodeName(String name) {
    return new RuntimeConfig(
        name,
        nodeAddresses,
        kubernetesVersion,
        engine,
        sources,
        kubeconfig,
        nodeLabels,
        registerWithTaints,
        kubelet,
        unused);
  }
}
