package dev.keelson.runtime.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.config.KubeletSettings.Network;
import dev.keelson.runtime.manifest.PodManifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@code resolv.conf} says in a pod, policy by policy. */
final class PodDnsTest {
  private static final Resolver NODE =
      Resolver.parse(
          """
          # by hand
          search old.test
          nameserver 192.0.2.53
          search example.test. .
          options ndots:2 edns0
          """);
  private static final Network CLUSTER =
      new Network(
          List.of("10.96.0.10"),
          "cluster.local",
          Optional.of(Path.of("/etc/resolv.conf")),
          List.of());
  private static final Network NONE =
      new Network(List.of(), "", Optional.of(Path.of("/etc/resolv.conf")), List.of());

  private static PodDns dns(String spec, Network network) {
    PodManifest pod =
        TestNode.manifest(
            "{apiVersion: v1, kind: Pod, metadata: {name: p, uid: u}, spec: {"
                + spec
                + (spec.isEmpty() ? "" : ", ")
                + "containers: [{name: c, image: \"i:1\"}]}}");
    return PodDns.of(pod, network, NODE);
  }

  @Test
  void theNodesFileIsReadAsTheKubeletReadsIt() {
    assertThat(dns("dnsPolicy: Default", CLUSTER).resolver().text())
        .isEqualTo("search example.test\nnameserver 192.0.2.53\noptions ndots:2 edns0\n");
  }

  @Test
  void clusterFirstAsksTheClusterAlone() {
    assertThat(dns("", CLUSTER).resolver().text())
        .isEqualTo(
            """
            search default.svc.cluster.local svc.cluster.local cluster.local example.test
            nameserver 10.96.0.10
            options ndots:5
            """);
    assertThat(dns("dnsPolicy: ClusterFirstWithHostNet, hostNetwork: true", CLUSTER).resolver())
        .isEqualTo(dns("", CLUSTER).resolver());
    assertThat(dns("hostNetwork: true", CLUSTER).resolver())
        .isEqualTo(dns("dnsPolicy: Default", CLUSTER).resolver());
  }

  @Test
  void withoutAClusterItFallsBackAndSaysSo() {
    PodDns fallen = dns("", NONE);
    assertThat(fallen.resolver()).isEqualTo(dns("dnsPolicy: Default", NONE).resolver());
    assertThat(fallen.warnings())
        .containsExactly(
            new PodDns.Warning(
                "MissingClusterDNS",
                "pod: \"p-n_default(u)\". kubelet does not have ClusterDNS IP configured and cannot"
                    + " create Pod using \"ClusterFirst\" policy. Falling back to \"Default\""
                    + " policy."));
    assertThat(dns("hostNetwork: true", NONE).warnings()).isEmpty();
  }

  @Test
  void thePodsOwnWordsComeLastAndWin() {
    String config =
        "dnsConfig: {nameservers: [192.0.2.54, 192.0.2.53], searches: [more.test],"
            + " options: [{name: ndots, value: \"9\"}, {name: debug}]}";
    assertThat(dns("dnsPolicy: Default, " + config, NONE).resolver().text())
        .isEqualTo(
            """
            search example.test more.test
            nameserver 192.0.2.53
            nameserver 192.0.2.54
            options ndots:9 edns0 debug
            """);
    assertThat(dns("dnsPolicy: None, " + config, NONE).resolver().text())
        .isEqualTo(
            """
            search more.test
            nameserver 192.0.2.54
            nameserver 192.0.2.53
            options ndots:9 debug
            """);
  }

  @Test
  void limitsAreKeptAndTold() {
    String searches =
        IntStream.range(0, 40).mapToObj(i -> "s" + i + ".test").collect(Collectors.joining(", "));
    PodDns dns =
        dns(
            "dnsPolicy: None, dnsConfig: {nameservers: [1.1.1.1, 1.1.1.2, 1.1.1.3, 1.1.1.4],"
                + " searches: ["
                + searches
                + "]}",
            NONE);
    assertThat(dns.resolver().servers()).hasSize(3);
    assertThat(dns.resolver().searches()).hasSize(32);
    assertThat(dns.warnings()).extracting(PodDns.Warning::reason).containsOnly("DNSConfigForming");
    assertThat(dns.warnings().getFirst().message())
        .isEqualTo(
            "Nameserver limits were exceeded, some nameservers have been omitted, the applied"
                + " nameserver line is: 1.1.1.1 1.1.1.2 1.1.1.3");
    assertThat(dns.warnings().getLast().message())
        .startsWith("Search Line limits were exceeded, some search paths have been omitted, the");
  }

  @Test
  void anEmptyResolvConfLeavesTheLocalServer() {
    Network empty = new Network(List.of(), "", Optional.empty(), List.of());
    assertThat(dns("dnsPolicy: Default", empty).resolver().text())
        .isEqualTo("search .\nnameserver 127.0.0.1\n");
  }
}
