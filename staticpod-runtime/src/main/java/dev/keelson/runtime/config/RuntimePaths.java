package dev.keelson.runtime.config;

import java.nio.file.Path;

/**
 * Where the runtime keeps what, below one root directory.
 *
 * @param root {@code /} unless {@code --root-dir} says otherwise; absolute
 */
public record RuntimePaths(Path root) {
  public RuntimePaths {
    root = root.toAbsolutePath().normalize();
  }

  /** {@code /etc/kubernetes/manifests}. */
  public Path manifests() {
    return root.resolve("etc/kubernetes/manifests");
  }

  /** The node's identity towards the API server, {@code /etc/kubernetes/kubelet.conf}. */
  public Path kubeconfig() {
    return root.resolve("etc/kubernetes/kubelet.conf");
  }

  /** The administrator's identity, where there is one on this node: {@code admin.conf}. */
  public Path adminKubeconfig() {
    return root.resolve("etc/kubernetes/admin.conf");
  }

  /** What lives until the machine stops, {@code /run/keelson}. */
  public Path run() {
    return root.resolve("run/keelson");
  }

  /** What {@code net.ipv4.tcp_migrate_req} was before a handover, for as long as it is changed. */
  public Path migrationBefore() {
    return run().resolve("tcp_migrate_req");
  }

  /** The local API. */
  public Path socket() {
    return run().resolve("keelson.sock");
  }

  /** Held for as long as a runtime lives. */
  public Path lock() {
    return run().resolve("keelson.lock");
  }

  /** The process id, written when the local API answers. */
  public Path pid() {
    return run().resolve("keelson.pid");
  }

  /** What outlives the machine's stops, {@code /var/lib/keelson}. */
  public Path state() {
    return root.resolve("var/lib/keelson");
  }

  /** The runtime's own configuration, {@code /var/lib/keelson/runtime.json}. */
  public Path config() {
    return state().resolve("runtime.json");
  }

  /** What the runtime prints where no init system takes it. */
  public Path log() {
    return state().resolve("runtime.log");
  }

  /** What was decided of changed pods. */
  public Path rollouts() {
    return state().resolve("rollouts");
  }

  /** The image store. */
  public Path images() {
    return state().resolve("images");
  }

  /** Pods' own directories, {@code /var/lib/kubelet/pods}. */
  public Path pods() {
    return root.resolve("var/lib/kubelet/pods");
  }

  /** Localhost seccomp profiles, {@code /var/lib/kubelet/seccomp}. */
  public Path seccompProfiles() {
    return root.resolve("var/lib/kubelet/seccomp");
  }

  /** Container logs, {@code /var/log/pods}. */
  public Path podLogs() {
    return root.resolve("var/log/pods");
  }
}
