package dev.keelson.runtime.pod;

import dev.keelson.runtime.config.KubeletSettings.Network;
import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.manifest.PodSpec.DnsSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Name resolution in a pod, as the kubelet's {@code GetPodDNS}.
 *
 * @param resolver what its {@code resolv.conf} says
 * @param warnings events about what could not be as it was asked for
 */
record PodDns(Resolver resolver, List<Warning> warnings) {
  private static final int MAX_SERVERS = 3;
  private static final int MAX_SEARCHES = 32;
  private static final int MAX_SEARCH = 253;
  private static final int MAX_SEARCH_LINE = 2048;
  private static final List<String> CLUSTER_OPTIONS = List.of("ndots:5");

  /** An event, in the kubelet's words. */
  record Warning(String reason, String message) {}

  PodDns {
    warnings = List.copyOf(warnings);
  }

  /**
   * For a pod.
   *
   * @param ofNode the node's resolver file
   */
  static PodDns of(PodManifest pod, Network network, Resolver ofNode) {
    DnsSpec spec = pod.spec().dns();
    List<Warning> warnings = new ArrayList<>();
    Resolver base =
        switch (spec.policy()) {
          case "None" -> Resolver.EMPTY;
          case "Default" -> host(network, ofNode);
          case "ClusterFirst" ->
              pod.spec().namespaces().network()
                  ? host(network, ofNode)
                  : cluster(pod, network, ofNode, warnings);
          default -> cluster(pod, network, ofNode, warnings);
        };
    return bounded(base.and(spec.nameservers(), spec.searches(), spec.options()), warnings);
  }

  private static Resolver cluster(
      PodManifest pod, Network network, Resolver ofNode, List<Warning> warnings) {
    if (network.clusterDns().isEmpty()) {
      warnings.add(
          new Warning(
              "MissingClusterDNS",
              "pod: \"%s_%s(%s)\". kubelet does not have ClusterDNS IP configured and cannot create Pod using \"ClusterFirst\" policy. Falling back to \"Default\" policy."
                  .formatted(pod.name(), pod.namespace(), pod.uid())));
      return host(network, ofNode);
    }
    String domain = network.clusterDomain();
    List<String> searches =
        domain.isEmpty()
            ? List.of()
            : List.of(pod.namespace() + ".svc." + domain, "svc." + domain, domain);
    return new Resolver(network.clusterDns(), searches, CLUSTER_OPTIONS)
        .and(List.of(), ofNode.searches(), List.of());
  }

  /** An empty {@code resolvConf} means that pods resolve nothing but by a server of their own. */
  private static Resolver host(Network network, Resolver ofNode) {
    return network.resolvConf().isPresent()
        ? ofNode
        : new Resolver(List.of("127.0.0.1"), List.of("."), List.of());
  }

  private static PodDns bounded(Resolver resolver, List<Warning> warnings) {
    List<String> servers = resolver.servers();
    if (servers.size() > MAX_SERVERS) {
      servers = servers.subList(0, MAX_SERVERS);
      warnings.add(forming("Nameserver", "nameservers", "nameserver", servers));
    }
    List<String> searches = fitting(resolver.searches());
    if (searches.size() < resolver.searches().size()) {
      warnings.add(forming("Search Line", "search paths", "search", searches));
    }
    return new PodDns(new Resolver(servers, searches, resolver.options()), warnings);
  }

  private static List<String> fitting(List<String> searches) {
    List<String> fitting = new ArrayList<>();
    int length = -1;
    for (String search : searches.subList(0, Math.min(searches.size(), MAX_SEARCHES))) {
      if (search.length() > MAX_SEARCH) {
        continue;
      }
      length += search.length() + 1;
      if (length > MAX_SEARCH_LINE) {
        return fitting;
      }
      fitting.add(search);
    }
    return fitting;
  }

  private static Warning forming(String limits, String what, String line, List<String> applied) {
    return new Warning(
        "DNSConfigForming",
        limits
            + " limits were exceeded, some "
            + what
            + " have been omitted, the applied "
            + line
            + " line is: "
            + String.join(" ", applied));
  }
}
