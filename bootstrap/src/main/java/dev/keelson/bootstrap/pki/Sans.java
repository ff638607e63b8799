package dev.keelson.bootstrap.pki;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.config.EtcdSpec;
import dev.keelson.bootstrap.config.IpAddresses;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Which names the serving certificates carry, by the rules of kubeadm ({@code GetAPIServerAltNames}
 * and its neighbours in {@code util/pkiutil/pki_helpers.go}). Nothing is looked up.
 */
final class Sans {
  private final List<String> dnsNames = new ArrayList<>();
  private final List<InetAddress> addresses = new ArrayList<>();

  private Sans() {}

  /** The API server's: node, the service's names, its first address, endpoint, the user's own. */
  static AlternativeNames apiServer(ClusterSpec spec) {
    var sans = new Sans();
    sans.dnsNames.addAll(
        List.of(spec.nodeName(), "kubernetes", "kubernetes.default", "kubernetes.default.svc"));
    sans.dnsNames.add("kubernetes.default.svc." + spec.dnsDomain());
    sans.addresses.add(spec.serviceSubnets().getFirst().address(1));
    sans.addresses.add(spec.advertiseAddress());
    spec.controlPlaneEndpoint().ifPresent(endpoint -> sans.add(endpoint.host()));
    spec.apiServerCertSans().forEach(sans::add);
    return sans.names();
  }

  /** etcd's serving certificate: node, this host, the user's own. */
  static AlternativeNames etcdServer(ClusterSpec spec) {
    return etcd(
        spec, spec.etcd() instanceof EtcdSpec.Local local ? local.serverCertSans() : List.of());
  }

  /** etcd's certificate towards its peers: as the serving one, with its own additions. */
  static AlternativeNames etcdPeer(ClusterSpec spec) {
    return etcd(
        spec, spec.etcd() instanceof EtcdSpec.Local local ? local.peerCertSans() : List.of());
  }

  private static AlternativeNames etcd(ClusterSpec spec, List<String> additional) {
    var sans = new Sans();
    sans.dnsNames.addAll(List.of(spec.nodeName(), "localhost"));
    sans.addresses.add(spec.advertiseAddress());
    sans.addresses.add(InetAddress.ofLiteral("127.0.0.1"));
    sans.addresses.add(InetAddress.ofLiteral("::1"));
    additional.forEach(sans::add);
    return sans.names();
  }

  private void add(String san) {
    IpAddresses.parse(san).ifPresentOrElse(addresses::add, () -> dnsNames.add(san));
  }

  private AlternativeNames names() {
    return new AlternativeNames(dnsNames, addresses);
  }
}
