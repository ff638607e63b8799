package dev.keelson.e2e.benchmark;

import java.util.List;

/**
 * A health endpoint of the control plane, on the node's loopback address.
 *
 * @param tls whether it is https; its certificate is not looked at
 */
record Endpoint(String component, boolean tls, int port, String path) {

  /** What answers 200 on a healthy control plane: the ports and paths kubeadm's manifests probe. */
  static final List<Endpoint> CONTROL_PLANE =
      List.of(
          new Endpoint("etcd", false, 2381, "/readyz"),
          new Endpoint("kube-apiserver", true, 6443, "/readyz"),
          new Endpoint("kube-controller-manager", true, 10257, "/healthz"),
          new Endpoint("kube-scheduler", true, 10259, "/readyz"));

  @Override
  public String toString() {
    return component + " " + (tls ? "https" : "http") + "://127.0.0.1:" + port + path;
  }
}
