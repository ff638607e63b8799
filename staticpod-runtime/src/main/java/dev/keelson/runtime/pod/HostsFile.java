package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.manifest.PodSpec.HostAlias;
import java.util.List;

/** The text of {@code /etc/hosts} in a pod, as the kubelet's {@code ensureHostsFile}. */
final class HostsFile {
  private static final String LOCAL =
      """
      127.0.0.1\tlocalhost
      ::1\tlocalhost ip6-localhost ip6-loopback
      fe00::0\tip6-localnet
      fe00::0\tip6-mcastprefix
      fe00::1\tip6-allnodes
      fe00::2\tip6-allrouters
      """;

  private HostsFile() {}

  /**
   * The file of a pod.
   *
   * @param ofNode the node's own, which a pod on the host's network has
   */
  static String of(PodManifest pod, PodNames names, List<String> podIps, String ofNode) {
    var text = new StringBuilder();
    if (pod.spec().namespaces().network()) {
      text.append("# Kubernetes-managed hosts file (host network).\n").append(ofNode);
    } else {
      text.append("# Kubernetes-managed hosts file.\n").append(LOCAL);
      String whole = names.domain().isEmpty() ? "" : names.hostname() + "." + names.domain() + "\t";
      podIps.forEach(
          ip -> text.append(ip).append('\t').append(whole).append(names.hostname()).append('\n'));
    }
    if (!pod.spec().hostAliases().isEmpty()) {
      text.append("\n# Entries added by HostAliases.\n");
      for (HostAlias alias : pod.spec().hostAliases()) {
        text.append(alias.ip()).append('\t').append(String.join("\t", alias.hostnames()));
        text.append('\n');
      }
    }
    return text.toString();
  }
}
