package dev.keelson.bootstrap.cluster;

import dev.keelson.bootstrap.revision.Bytes;

/** Opens the Kubernetes API as somebody. */
@FunctionalInterface
public interface ClusterApiConnector {
  /**
   * A connection with the identity of {@code kubeconfig}, to another server than it names: since
   * 1.37 kubeadm's init asks the local API server, as the control-plane endpoint may not answer yet
   * (cmd/kubeadm/app/cmd/init.go).
   *
   * @param server such as {@code https://192.0.2.1:6443}
   * @throws ClusterApiException where the kubeconfig cannot be used
   */
  ClusterApi connect(Bytes kubeconfig, String server);
}
