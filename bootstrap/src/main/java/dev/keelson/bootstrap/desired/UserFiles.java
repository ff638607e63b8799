package dev.keelson.bootstrap.desired;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.config.ComponentSpec;
import dev.keelson.bootstrap.config.EtcdSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files that a component reads and that are the user's own: mounted single files, such as an
 * audit policy, and the certificates of an external etcd.
 */
final class UserFiles {
  private UserFiles() {}

  static List<Path> of(Component component, ClusterSpec spec) {
    return switch (component) {
      case ETCD -> List.of();
      case KUBE_APISERVER ->
          Stream.concat(mounted(spec.apiServer()), externalEtcd(spec)).sorted().distinct().toList();
      case KUBE_CONTROLLER_MANAGER -> mounted(spec.controllerManager()).sorted().toList();
      case KUBE_SCHEDULER -> mounted(spec.scheduler()).sorted().toList();
    };
  }

  private static Stream<Path> mounted(ComponentSpec component) {
    return component.extraVolumes().stream()
        .filter(mount -> mount.pathType().equals("File"))
        .map(mount -> Path.of(mount.hostPath()));
  }

  private static Stream<Path> externalEtcd(ClusterSpec spec) {
    return switch (spec.etcd()) {
      case EtcdSpec.Local _ -> Stream.empty();
      case EtcdSpec.External etcd ->
          Stream.of(etcd.caFile(), etcd.certFile(), etcd.keyFile()).flatMap(Optional::stream);
    };
  }
}
