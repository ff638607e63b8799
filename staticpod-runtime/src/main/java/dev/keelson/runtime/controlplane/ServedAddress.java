package dev.keelson.runtime.controlplane;

import dev.keelson.runtime.manifest.PodManifest;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Where an API server of this node is to be found, as its manifest says.
 *
 * @param address without brackets
 */
record ServedAddress(String address, String port) {
  private static final String ANNOTATION =
      "kubeadm.kubernetes.io/kube-apiserver.advertise-address.endpoint";
  private static final String DEFAULT_PORT = "6443";

  /** By kubeadm's annotation, else by the flag; empty where neither names an address. */
  static Optional<ServedAddress> of(PodManifest apiServer) {
    return Optional.ofNullable(apiServer.annotations().get(ANNOTATION))
        .flatMap(ServedAddress::parse)
        .or(() -> ofFlags(Program.of(apiServer)));
  }

  private static Optional<ServedAddress> ofFlags(Program program) {
    return program
        .flag("advertise-address")
        .map(a -> new ServedAddress(a, program.flag("secure-port").orElse(DEFAULT_PORT)));
  }

  private static Optional<ServedAddress> parse(String endpoint) {
    int colon = endpoint.lastIndexOf(':');
    if (colon <= 0) {
      return Optional.empty();
    }
    String host = endpoint.substring(0, colon).replace("[", "").replace("]", "");
    return Optional.of(new ServedAddress(host, endpoint.substring(colon + 1)));
  }

  private boolean ipv6() {
    return address.contains(":");
  }

  /** Host and port as in a URL. */
  String hostAndPort() {
    return (ipv6() ? "[" + address + "]" : address) + ":" + port;
  }

  /** The loopback address that reaches it. */
  InetAddress loopback() {
    return InetAddress.ofLiteral(ipv6() ? "::1" : "127.0.0.1");
  }
}
