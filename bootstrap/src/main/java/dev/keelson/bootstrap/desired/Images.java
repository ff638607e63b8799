package dev.keelson.bootstrap.desired;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.config.EtcdSpec;
import dev.keelson.bootstrap.config.KubernetesRelease;
import java.util.List;

/** The image references that a specification needs, as kubeadm composes them. */
public final class Images {
  private Images() {}

  /** The image of each component that runs on this node, in the order of {@link Component}. */
  public static List<String> of(ClusterSpec spec) {
    return Component.of(spec).stream().map(component -> of(component, spec)).toList();
  }

  /** The image of that component. */
  public static String of(Component component, ClusterSpec spec) {
    return switch (component) {
      case ETCD -> etcd(spec);
      case KUBE_APISERVER, KUBE_CONTROLLER_MANAGER, KUBE_SCHEDULER ->
          spec.imageRepository() + "/" + component.podName() + ":" + spec.kubernetesVersion();
    };
  }

  /** The image of the process that holds a pod's shared namespaces. */
  public static String pause(ClusterSpec spec) {
    return spec.imageRepository() + "/pause:" + release(spec).pauseTag();
  }

  private static String etcd(ClusterSpec spec) {
    var tag = release(spec).etcdTag();
    return switch (spec.etcd()) {
      case EtcdSpec.Local local ->
          local.imageRepository().orElse(spec.imageRepository())
              + "/etcd:"
              + local.imageTag().orElse(tag);
      case EtcdSpec.External _ -> spec.imageRepository() + "/etcd:" + tag;
    };
  }

  private static KubernetesRelease release(ClusterSpec spec) {
    return KubernetesRelease.of(spec.kubernetesVersion())
        .orElseThrow(
            () -> new IllegalArgumentException(spec.kubernetesVersion() + " is not supported"));
  }
}
