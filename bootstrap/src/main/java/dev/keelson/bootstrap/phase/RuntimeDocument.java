package dev.keelson.bootstrap.phase;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.bootstrap.config.IpAddresses;
import dev.keelson.bootstrap.config.Taint;
import dev.keelson.bootstrap.revision.Bytes;
import dev.keelson.bootstrap.revision.Owner;
import dev.keelson.bootstrap.revision.PartFile;
import dev.keelson.bootstrap.revision.Sensitivity;

/**
 * What the pod runtime is told of this node: the document keelson.dev/v1alpha1
 * RuntimeConfiguration, in the place of the kubelet's config.yaml and kubeadm-flags.env. It is read
 * by the runtime alone, so a later start without init finds the same node.
 */
final class RuntimeDocument {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private RuntimeDocument() {}

  /** The file, {@code /var/lib/keelson/runtime.json}. */
  static PartFile of(InitContext context) {
    var spec = context.spec();
    var layout = context.layout();
    ObjectNode document = JSON.createObjectNode();
    document.put("apiVersion", "keelson.dev/v1alpha1").put("kind", "RuntimeConfiguration");
    document.put("nodeName", spec.nodeName());
    document.putArray("nodeAddresses").add(IpAddresses.text(spec.advertiseAddress()));
    document.put("kubernetesVersion", spec.kubernetesVersion().toString());
    document.put("engine", "embedded");
    document.put("staticPodPath", layout.manifests().toString());
    document.put("kubeconfig", layout.kubeconfig("kubelet.conf").toString());
    if (!spec.taints().isEmpty()) {
      var taints = document.putArray("registerWithTaints");
      for (Taint taint : spec.taints()) {
        var entry = taints.addObject();
        entry.put("key", taint.key()).put("value", taint.value()).put("effect", taint.effect());
      }
    }
    return new PartFile(
        layout.state().resolve("runtime.json"),
        0600,
        Owner.ofProcess(),
        Sensitivity.PUBLIC,
        Bytes.utf8(text(document)));
  }

  private static String text(ObjectNode document) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("words and lists are always JSON", e);
    }
  }
}
