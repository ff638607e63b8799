package dev.keelson.bootstrap.desired;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.config.EtcdSpec;
import java.util.List;

/** The four static pods of a control plane, in the order they are rolled out. */
public enum Component {
  ETCD("etcd"),
  KUBE_APISERVER("kube-apiserver"),
  KUBE_CONTROLLER_MANAGER("kube-controller-manager"),
  KUBE_SCHEDULER("kube-scheduler");

  private final String podName;

  Component(String podName) {
    this.podName = podName;
  }

  /** The name of the pod, its container, its command and, with {@code .yaml}, its manifest. */
  public String podName() {
    return podName;
  }

  /** The components that run on this node: without etcd where somebody else runs it. */
  public static List<Component> of(ClusterSpec spec) {
    return switch (spec.etcd()) {
      case EtcdSpec.Local _ -> List.of(values());
      case EtcdSpec.External _ -> List.of(KUBE_APISERVER, KUBE_CONTROLLER_MANAGER, KUBE_SCHEDULER);
    };
  }
}
