package dev.keelson.runtime.config;

import dev.keelson.runtime.manifest.Fields;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code RuntimeConfiguration} of {@code keelson.dev/v1alpha1}: what {@code init} tells the
 * runtime of this node.
 *
 * <pre>
 * {"apiVersion": "keelson.dev/v1alpha1", "kind": "RuntimeConfiguration",
 *  "nodeName": "cp1", "nodeAddresses": ["10.0.0.1"], "kubernetesVersion": "v1.37.1",
 *  "engine": "embedded", "staticPodPath": "/etc/kubernetes/manifests", "fileCheckFrequency": "20s",
 *  "kubeconfig": "/etc/kubernetes/kubelet.conf", "nodeLabels": {"a": "b"},
 *  "registerWithTaints": [{"key": "k", "value": "v", "effect": "NoSchedule"}]}
 * </pre>
 */
final class RuntimeDocument {
  static final String KIND = "RuntimeConfiguration";
  static final String API_VERSION = "keelson.dev/v1alpha1";

  private RuntimeDocument() {}

  static RuntimeConfig read(Fields fields, RuntimeConfig before) {
    fields.passes("apiVersion", "kind");
    String engine = fields.text("engine", before.engine());
    if (!engine.equals("embedded")) {
      fields.problem("engine", engine + " is not there yet; embedded is");
    }
    List<String> addresses = fields.texts("nodeAddresses");
    Map<String, String> labels = fields.textMap("nodeLabels");
    List<NodeTaint> taints = ConfigFields.taints(fields, "registerWithTaints");
    return new RuntimeConfig(
        fields.text("nodeName", before.nodeName()),
        addresses.isEmpty() ? before.nodeAddresses() : addresses,
        fields.text("kubernetesVersion", before.kubernetesVersion()),
        engine,
        sources(fields, before.sources()),
        ConfigFields.path(fields, "kubeconfig").orElse(before.kubeconfig()),
        labels.isEmpty() ? before.nodeLabels() : labels,
        taints.isEmpty() ? before.registerWithTaints() : taints,
        before.kubelet(),
        before.unused());
  }

  private static ManifestSources sources(Fields fields, ManifestSources before) {
    Optional<Path> path = ConfigFields.path(fields, "staticPodPath").or(before::path);
    Duration check =
        ConfigFields.duration(fields, "fileCheckFrequency", before.fileCheckFrequency());
    return new ManifestSources(
        path, check, before.url(), before.urlHeaders(), before.httpCheckFrequency());
  }
}
