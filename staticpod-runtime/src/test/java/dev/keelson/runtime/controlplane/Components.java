package dev.keelson.runtime.controlplane;

import dev.keelson.runtime.manifest.ManifestOrigin;
import dev.keelson.runtime.manifest.ManifestParser;
import dev.keelson.runtime.manifest.PodManifest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Pods of control-plane components, as kubeadm labels them. */
final class Components {
  private Components() {}

  /** A pod of that component with those flags, separated by spaces. */
  static PodManifest pod(String component, String flags) {
    String text =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: %s, namespace: kube-system, labels: {component: %s}}
        spec:
          hostNetwork: true
          containers:
          - {name: %s, image: "example/x:1", command: ["%s"]}
        """
            .formatted(
                component,
                component,
                component,
                String.join("\", \"", (component + " " + flags).strip().split(" ", -1)));
    var origin = new ManifestOrigin("file", "/m/x.yaml", "n", Instant.EPOCH);
    return ManifestParser.parse(text.getBytes(StandardCharsets.UTF_8), origin).getFirst();
  }

  static Program program(String component, String flags) {
    return Program.of(pod(component, flags));
  }
}
