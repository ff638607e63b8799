package dev.keelson.bootstrap.desired;

import dev.keelson.bootstrap.config.EtcdSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The directories of an external etcd's certificates that the API server does not see anyway.
 * Unlike kubeadm's, the comparison is by path element: {@code /etc/kubernetes/pki-etcd} does not
 * lie in {@code /etc/kubernetes/pki}.
 */
final class ExternalEtcdDirectories {
  private ExternalEtcdDirectories() {}

  static List<Path> of(EtcdSpec.External etcd, Path certificatesDir) {
    var seen =
        Stream.concat(
                Stream.of(certificatesDir, Path.of("/etc/ssl/certs")),
                HostFacts.extraCaDirectories().stream())
            .toList();
    Set<Path> directories = new TreeSet<>();
    Stream.of(etcd.caFile(), etcd.certFile(), etcd.keyFile())
        .flatMap(Optional::stream)
        .flatMap(file -> Optional.ofNullable(file.getParent()).stream())
        .filter(directory -> seen.stream().noneMatch(directory::startsWith))
        .forEach(directory -> addOutermost(directories, directory));
    return List.copyOf(directories);
  }

  private static void addOutermost(Set<Path> directories, Path directory) {
    if (directories.stream().noneMatch(directory::startsWith)) {
      directories.removeIf(inner -> inner.startsWith(directory));
      directories.add(directory);
    }
  }
}
