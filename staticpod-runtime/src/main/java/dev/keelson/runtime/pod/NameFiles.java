package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.manifest.PodSpec.DnsSpec;
import dev.keelson.runtime.manifest.PodSpec.HostAlias;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** The texts of {@code /etc/hosts} and {@code /etc/resolv.conf} in a pod, as the kubelet's. */
final class NameFiles {
  private static final String LOCAL =
      """
      127.0.0.1\tlocalhost
      ::1\tlocalhost ip6-localhost ip6-loopback
      fe00::0\tip6-localnet
      fe00::0\tip6-mcastprefix
      fe00::1\tip6-allnodes
      fe00::2\tip6-allrouters
      """;

  private NameFiles() {}

  /**
   * The pod's hosts file.
   *
   * @param hostsOfNode the node's own, which a pod on the host's network has
   */
  static String hosts(PodManifest pod, String hostname, List<String> podIps, String hostsOfNode) {
    var text = new StringBuilder();
    if (pod.spec().namespaces().network()) {
      text.append("# Kubernetes-managed hosts file (host network).\n").append(hostsOfNode);
    } else {
      text.append("# Kubernetes-managed hosts file.\n").append(LOCAL);
      podIps.forEach(ip -> text.append(ip).append('\t').append(hostname).append('\n'));
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

  /** The node's resolver file with the pod's additions, or those alone for {@code None}. */
  static String resolvConf(DnsSpec dns, String ofNode) {
    boolean own = dns.policy().equals("None");
    List<String> nameservers = new ArrayList<>();
    List<String> searches = new ArrayList<>();
    List<String> options = new ArrayList<>();
    if (!own) {
      ofNode.lines().forEach(line -> sort(line, nameservers, searches, options));
    }
    nameservers.addAll(dns.nameservers());
    searches.addAll(dns.searches());
    options.addAll(dns.options());
    var text = new StringBuilder();
    line(text, "search", searches);
    new LinkedHashSet<>(nameservers)
        .forEach(n -> text.append("nameserver ").append(n).append('\n'));
    line(text, "options", options);
    return text.toString();
  }

  private static void sort(
      String line, List<String> nameservers, List<String> searches, List<String> options) {
    String[] words = line.strip().split("\\s+", -1);
    List<String> rest = List.of(words).subList(1, words.length);
    switch (words[0]) {
      case "nameserver" -> nameservers.addAll(rest);
      case "options" -> options.addAll(rest);
      case "search", "domain" -> {
        searches.clear();
        searches.addAll(rest);
      }
      default -> {}
    }
  }

  private static void line(StringBuilder text, String word, List<String> values) {
    if (!values.isEmpty()) {
      text.append(word).append(' ').append(String.join(" ", new LinkedHashSet<>(values)));
      text.append('\n');
    }
  }
}
