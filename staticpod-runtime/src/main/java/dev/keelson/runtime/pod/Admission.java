package dev.keelson.runtime.pod;

import dev.keelson.runtime.linux.AppArmor;
import dev.keelson.runtime.manifest.ContainerSpec;
import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.manifest.PodSecurity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether this node can run a pod as it asks to be run, as the kubelet's admission handlers. Unlike
 * the kubelet's, the answer is sought anew whenever the manifest changes or the runtime starts.
 *
 * @param allowedUnsafeSysctls names, or prefixes that end with {@code *}
 * @param appArmor whether the kernel has AppArmor
 */
record Admission(List<String> allowedUnsafeSysctls, boolean appArmor) {
  /** Namespaced, and harmless to other pods: the kubelet's own list. */
  private static final List<String> SAFE_SYSCTLS =
      List.of(
          "kernel.shm_rmid_forced",
          "net.ipv4.ip_local_port_range",
          "net.ipv4.tcp_syncookies",
          "net.ipv4.ping_group_range",
          "net.ipv4.ip_unprivileged_port_start",
          "net.ipv4.ip_local_reserved_ports",
          "net.ipv4.tcp_keepalive_time",
          "net.ipv4.tcp_fin_timeout",
          "net.ipv4.tcp_keepalive_intvl",
          "net.ipv4.tcp_keepalive_probes",
          "net.ipv4.tcp_rmem",
          "net.ipv4.tcp_wmem",
          "net.ipv4.tcp_slow_start_after_idle",
          "net.ipv4.tcp_notsent_lowat");

  Admission {
    allowedUnsafeSysctls = List.copyOf(allowedUnsafeSysctls);
  }

  /** What this node takes. */
  static Admission of(NodeSettings node) {
    return new Admission(node.kubelet().security().allowedUnsafeSysctls(), AppArmor.enabled());
  }

  /** Why a pod is not run; the words are the kubelet's. */
  record Refusal(String reason, String message) {
    /** The same as the pod's end. */
    PodStatuses.Failure failure() {
      return new PodStatuses.Failure(reason, "Pod was rejected: " + message, true);
    }
  }

  /** Why it is not run here; empty when it is. */
  Optional<Refusal> refusal(PodManifest pod) {
    return pod.spec().security().sysctls().keySet().stream()
        .sorted()
        .flatMap(s -> sysctlProblem(s, pod).stream())
        .findFirst()
        .map(why -> new Refusal("SysctlForbidden", "forbidden sysctl: " + why))
        .or(() -> appArmorRefusal(pod));
  }

  private Optional<String> sysctlProblem(String sysctl, PodManifest pod) {
    boolean allowed =
        Stream.concat(SAFE_SYSCTLS.stream(), allowedUnsafeSysctls.stream())
            .anyMatch(pattern -> matches(pattern, sysctl));
    if (!allowed) {
      return Optional.of("\"" + sysctl + "\" not allowlisted");
    }
    if (sysctl.startsWith("net.")) {
      return shared(sysctl, "Net", pod.spec().namespaces().network());
    }
    return shared(sysctl, "IPC", pod.spec().namespaces().ipc());
  }

  private static Optional<String> shared(String sysctl, String namespace, boolean ofHost) {
    return ofHost
        ? Optional.of("\"" + sysctl + "\" not allowed with host " + namespace + " enabled")
        : Optional.empty();
  }

  private static boolean matches(String pattern, String sysctl) {
    return pattern.endsWith("*")
        ? sysctl.startsWith(pattern.substring(0, pattern.length() - 1))
        : sysctl.equals(pattern);
  }

  private Optional<Refusal> appArmorRefusal(PodManifest pod) {
    if (appArmor || !asksForAppArmor(pod)) {
      return Optional.empty();
    }
    return Optional.of(
        new Refusal("AppArmor", "Cannot enforce AppArmor: AppArmor is not enabled on the host"));
  }

  private static boolean asksForAppArmor(PodManifest pod) {
    PodSecurity security = pod.spec().security();
    return Stream.concat(
            security.appArmorProfile().stream(),
            pod.spec()
                .allContainers()
                .map(ContainerSpec::security)
                .flatMap(s -> s.appArmorProfile().stream()))
        .anyMatch(profile -> !profile.equals("unconfined"));
  }
}
