package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.manifest.PodHostname;
import dev.keelson.runtime.manifest.PodManifest;

/**
 * What a pod is called, as the kubelet's {@code GeneratePodHostNameAndDomain}.
 *
 * @param hostname its first word, or its override
 * @param domain behind it; empty for none
 */
record PodNames(String hostname, String domain) {
  private static final int MAX_HOSTNAME = 63;
  private static final int MAX_KERNEL_NAME = 64;

  static PodNames of(PodManifest pod, String clusterDomain) {
    PodHostname wanted = pod.spec().hostname();
    if (!wanted.override().isEmpty()) {
      return new PodNames(cut(wanted.override()), "");
    }
    String name = wanted.hostname().isEmpty() ? pod.name() : wanted.hostname();
    String domain =
        wanted.subdomain().isEmpty()
            ? ""
            : wanted.subdomain() + "." + pod.namespace() + ".svc." + clusterDomain;
    return new PodNames(cut(name), domain);
  }

  private static String cut(String name) {
    return name.length() <= MAX_HOSTNAME
        ? name
        : name.substring(0, MAX_HOSTNAME).replaceAll("[-.]+$", "");
  }

  /** The kernel's host name in the pod. */
  String ofKernel(PodManifest pod) {
    if (domain.isEmpty() || !pod.spec().hostname().asFqdn()) {
      return hostname;
    }
    String whole = hostname + "." + domain;
    if (whole.length() > MAX_KERNEL_NAME) {
      throw new EngineException(
          "failed to construct FQDN from pod hostname and cluster domain, FQDN %s is too long (%d characters is the max, %d characters requested)"
              .formatted(whole, MAX_KERNEL_NAME, whole.length()));
    }
    return whole;
  }
}
