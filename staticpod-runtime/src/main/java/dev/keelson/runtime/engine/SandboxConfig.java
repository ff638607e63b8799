package dev.keelson.runtime.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a sandbox is made of: CRI's {@code PodSandboxConfig}.
 *
 * @param attempt counts the sandboxes of one pod uid, from 0
 * @param hostname empty with the host's network, then the host's own
 * @param logDirectory the pod's directory below {@code /var/log/pods}
 * @param cgroupParent the pod's cgroup, such as {@code /kubepods/burstable/poduid}
 * @param sysctls names with dots
 * @param resources of the pod as a whole; nothing is limited where empty
 */
public record SandboxConfig(
    PodIdentity pod,
    int attempt,
    String hostname,
    Path logDirectory,
    String cgroupParent,
    Namespaces namespaces,
    Map<String, String> sysctls,
    Optional<Resources> resources,
    List<PortMapping> portMappings,
    Map<String, String> labels,
    Map<String, String> annotations) {
  public SandboxConfig {
    sysctls = Map.copyOf(sysctls);
    portMappings = List.copyOf(portMappings);
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  /**
   * Which namespaces the pod shares.
   *
   * @param sharePid one PID namespace for all containers of the pod
   */
  public record Namespaces(
      boolean hostNetwork, boolean hostPid, boolean hostIpc, boolean sharePid) {}

  /** A port of the host that leads into the sandbox. */
  public record PortMapping(String protocol, int containerPort, int hostPort, String hostAddress) {}
}
