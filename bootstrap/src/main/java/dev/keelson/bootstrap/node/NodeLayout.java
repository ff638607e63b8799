package dev.keelson.bootstrap.node;

import java.nio.file.Path;

/**
 * Where everything lies on a node: kubeadm's paths and keelson's own, below one root directory, so
 * that several control planes can live on one machine.
 *
 * @param root {@code /} unless {@code --root-dir} says otherwise; absolute
 */
public record NodeLayout(Path root) {
  public NodeLayout {
    root = root.toAbsolutePath().normalize();
  }

  /** The usual place of everything. */
  public static NodeLayout standard() {
    return new NodeLayout(Path.of("/"));
  }

  private Path at(String path) {
    return root.resolve(path);
  }

  /** {@code /etc/kubernetes}. */
  public Path kubernetes() {
    return at("etc/kubernetes");
  }

  /** The default {@code certificatesDir}, {@code /etc/kubernetes/pki}. */
  public Path pki() {
    return at("etc/kubernetes/pki");
  }

  /** The static pod manifests, {@code /etc/kubernetes/manifests}. */
  public Path manifests() {
    return at("etc/kubernetes/manifests");
  }

  /** A kubeconfig file such as {@code admin.conf}. */
  public Path kubeconfig(String fileName) {
    return kubernetes().resolve(fileName);
  }

  /** The default data directory of a stacked etcd, {@code /var/lib/etcd}. */
  public Path etcdData() {
    return at("var/lib/etcd");
  }

  /** keelson's own state, {@code /var/lib/keelson}: objects, revisions, keys, images, snapshots. */
  public Path state() {
    return at("var/lib/keelson");
  }

  /** What lives until the machine stops, {@code /run/keelson}: socket, pid. */
  public Path run() {
    return at("run/keelson");
  }

  /** There while the runtime has changed a setting of the kernel that is to be put back. */
  public Path changedSetting() {
    return run().resolve("tcp_migrate_req");
  }

  /** The runtime's local API. */
  public Path socket() {
    return run().resolve("keelson.sock");
  }

  /** The image store. */
  public Path images() {
    return state().resolve("images");
  }

  /** Pods' own directories, the kubelet's {@code /var/lib/kubelet/pods}. */
  public Path pods() {
    return at("var/lib/kubelet/pods");
  }

  /** Container logs, {@code /var/log/pods}. */
  public Path podLogs() {
    return at("var/log/pods");
  }
}
