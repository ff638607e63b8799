package dev.keelson.bootstrap.desired;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.config.EtcdSpec;
import dev.keelson.bootstrap.config.HostPathMount;
import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.templates.model.Mount;
import dev.keelson.templates.model.Volume;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The host paths of one component, by volume name (kubeadm's phases/controlplane/volumes.go). */
final class HostPaths {
  private static final String DIRECTORY = "DirectoryOrCreate";
  private static final Path CA_CERTS = Path.of("/etc/ssl/certs");
  private final SortedMap<String, HostPathMount> byName = new TreeMap<>();

  /** etcd's: its mounts stand in this order, its volumes by name. */
  static List<HostPathMount> etcd(ClusterSpec spec, EtcdSpec.Local etcd) {
    var data = etcd.dataDir().toString();
    var certs = spec.certificatesDir().resolve("etcd").toString();
    return List.of(
        new HostPathMount("etcd-data", data, data, false, DIRECTORY),
        new HostPathMount("etcd-certs", certs, certs, false, DIRECTORY));
  }

  static List<HostPathMount> apiServer(ClusterSpec spec, HostFacts facts) {
    var paths = new HostPaths();
    paths.addCertificates(spec, facts);
    if (spec.etcd() instanceof EtcdSpec.External external) {
      int index = 0;
      for (var directory : ExternalEtcdDirectories.of(external, spec.certificatesDir())) {
        paths.readOnly("etcd-certs-" + index++, directory, DIRECTORY);
      }
    }
    return paths.with(spec.apiServer().extraVolumes());
  }

  static List<HostPathMount> controllerManager(
      ClusterSpec spec, NodeLayout layout, HostFacts facts) {
    var paths = new HostPaths();
    paths.addCertificates(spec, facts);
    paths.addKubeconfig(layout.kubeconfig(ControllerManagerCommand.KUBECONFIG));
    return paths.with(spec.controllerManager().extraVolumes());
  }

  static List<HostPathMount> scheduler(ClusterSpec spec, NodeLayout layout) {
    var paths = new HostPaths();
    paths.addKubeconfig(layout.kubeconfig(SchedulerCommand.KUBECONFIG));
    return paths.with(spec.scheduler().extraVolumes());
  }

  static List<Mount> mounts(Collection<HostPathMount> paths) {
    return paths.stream()
        .map(path -> new Mount(path.name(), path.mountPath(), path.readOnly()))
        .toList();
  }

  static List<Volume> volumes(Collection<HostPathMount> paths) {
    var volumes = new TreeMap<String, Volume>();
    for (var path : paths) {
      volumes.put(path.name(), new Volume(path.name(), path.hostPath(), path.pathType()));
    }
    return List.copyOf(volumes.values());
  }

  private void addCertificates(ClusterSpec spec, HostFacts facts) {
    readOnly("k8s-certs", spec.certificatesDir(), DIRECTORY);
    readOnly("ca-certs", CA_CERTS, DIRECTORY);
    for (var directory : facts.caDirectories()) {
      readOnly(directory.toString().substring(1).replace('/', '-'), directory, DIRECTORY);
    }
  }

  private void addKubeconfig(Path file) {
    readOnly("kubeconfig", file, "FileOrCreate");
  }

  private void readOnly(String name, Path path, String type) {
    byName.put(name, new HostPathMount(name, path.toString(), path.toString(), true, type));
  }

  // A user's volume replaces the default of its name.
  private List<HostPathMount> with(List<HostPathMount> extra) {
    extra.forEach(mount -> byName.put(mount.name(), mount));
    return List.copyOf(byName.values());
  }
}
