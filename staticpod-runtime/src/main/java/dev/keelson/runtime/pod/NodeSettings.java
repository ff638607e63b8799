package dev.keelson.runtime.pod;

import dev.keelson.runtime.config.KubeletSettings;
import dev.keelson.runtime.manifest.NodeCapacity;
import java.nio.file.Path;
import java.util.List;

/**
 * What pods need to know of their node.
 *
 * @param addresses the node's own, the first one first: {@code hostIP} and the pod IP of pods on
 *     the host's network
 * @param pods pods' own directories, {@code /var/lib/kubelet/pods}
 * @param podLogs {@code /var/log/pods}
 * @param seccompProfiles where Localhost profiles lie, {@code /var/lib/kubelet/seccomp}
 * @param hosts {@code /etc/hosts}
 * @param resolvConf {@code /etc/resolv.conf}
 * @param hugePages where the kernel tells of huge pages, {@code /sys/kernel/mm/hugepages}
 * @param capacity of the machine: for the OOM scores of Burstable pods, and what a limit that is
 *     not set counts as
 * @param kubelet what a KubeletConfiguration says
 */
public record NodeSettings(
    String name,
    List<String> addresses,
    Path pods,
    Path podLogs,
    Path seccompProfiles,
    Path hosts,
    Path resolvConf,
    Path hugePages,
    NodeCapacity capacity,
    KubeletSettings kubelet) {
  public NodeSettings {
    addresses = List.copyOf(addresses);
  }
}
