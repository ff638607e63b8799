package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.PodIdentity;
import dev.keelson.runtime.engine.SandboxConfig;
import dev.keelson.runtime.engine.SandboxConfig.Namespaces;
import dev.keelson.runtime.engine.SandboxConfig.PortMapping;
import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.manifest.PodSpec.HostNamespaces;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A pod as the engine is asked for it. */
final class SandboxConfigs {
  private SandboxConfigs() {}

  static SandboxConfig of(PodContext context, int attempt) {
    PodManifest pod = context.manifest();
    HostNamespaces namespaces = pod.spec().namespaces();
    return new SandboxConfig(
        new PodIdentity(pod.namespace(), pod.name(), pod.uid()),
        attempt,
        namespaces.network() ? "" : context.names().ofKernel(pod),
        context.logs(),
        ResourceConfigs.cgroupParent(pod),
        new Namespaces(
            namespaces.network(), namespaces.pid(), namespaces.ipc(), namespaces.sharePid()),
        pod.spec().security().sysctls(),
        Optional.of(ResourceConfigs.ofPod(pod.spec(), context.services().settings())),
        portMappings(pod),
        labels(pod),
        annotations(pod));
  }

  private static List<PortMapping> portMappings(PodManifest pod) {
    if (pod.spec().namespaces().network()) {
      return List.of();
    }
    return pod.spec().containers().stream()
        .flatMap(c -> c.ports().stream())
        .filter(p -> p.hostPort() != 0)
        .map(p -> new PortMapping(p.protocol(), p.containerPort(), p.hostPort(), p.hostIp()))
        .toList();
  }

  private static Map<String, String> labels(PodManifest pod) {
    Map<String, String> labels = new HashMap<>(pod.labels());
    labels.putAll(podLabels(pod));
    return labels;
  }

  /** The labels that sandbox and containers have in common. */
  static Map<String, String> podLabels(PodManifest pod) {
    return Map.of(
        PodLabels.POD_NAME, pod.name(),
        PodLabels.POD_NAMESPACE, pod.namespace(),
        PodLabels.POD_UID, pod.uid());
  }

  private static Map<String, String> annotations(PodManifest pod) {
    Map<String, String> annotations = new HashMap<>(pod.annotations());
    annotations.put(PodLabels.MANIFEST, pod.document().toString());
    annotations.put(PodLabels.SOURCE, pod.source());
    annotations.put(PodLabels.RUNNING_REVISION, pod.revision());
    annotations.put(PodLabels.GRACE_PERIOD, gracePeriod(pod));
    return annotations;
  }

  static String gracePeriod(PodManifest pod) {
    return Long.toString(pod.spec().terminationGracePeriod().toSeconds());
  }
}
