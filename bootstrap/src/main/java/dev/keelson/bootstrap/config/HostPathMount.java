package dev.keelson.bootstrap.config;

/**
 * One host path mounted into a component, kubeadm's {@code HostPathMount}.
 *
 * @param pathType a hostPath type of the Kubernetes API, empty for none
 */
public record HostPathMount(
    String name, String hostPath, String mountPath, boolean readOnly, String pathType) {}
