package dev.keelson.runtime.network;

import dev.keelson.runtime.engine.PodIdentity;
import dev.keelson.runtime.engine.SandboxConfig.PortMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A sandbox that is to be attached to the pod network.
 *
 * @param sandbox its id
 * @param namespace the file its network namespace is pinned at
 * @param cgroup of the pod, for plugins that ask for it
 * @param annotations of the pod, for plugins that ask for them
 */
public record NetworkRequest(
    String sandbox,
    Path namespace,
    PodIdentity pod,
    List<PortMapping> ports,
    String cgroup,
    Map<String, String> annotations) {
  public NetworkRequest {
    ports = List.copyOf(ports);
    annotations = Map.copyOf(annotations);
  }
}
