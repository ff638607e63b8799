package dev.keelson.bootstrap.config;

import java.net.InetAddress;
import java.util.Optional;

/** Reads {@code localAPIEndpoint}: the address this node's API server is reached at. */
final class EndpointAddressReader {
  private static final int DEFAULT_PORT = 6443;

  private EndpointAddressReader() {}

  static InetAddress address(Section endpoint, NodeFacts facts) {
    var loopback = InetAddress.getLoopbackAddress();
    var text = endpoint.text("advertiseAddress");
    if (text.isEmpty()) {
      return defaultAddress(endpoint, facts).orElse(loopback);
    }
    var address =
        text.get()
            .read(
                endpoint.problems(),
                IpAddresses::parse,
                text.get().value() + " is not an IP address")
            .orElse(loopback);
    // The API server too takes the unspecified address for the default route's.
    if (address.isAnyLocalAddress()) {
      return defaultAddress(endpoint, facts).orElse(loopback);
    }
    if (IpAddresses.parse(text.get().value()).isPresent()
        && !IpAddresses.isGlobalUnicast(address)) {
      endpoint
          .problems()
          .add(
              text.get().place(),
              "%s cannot be advertised; give an address of this machine that others reach",
              text.get().value());
    }
    return address;
  }

  private static Optional<InetAddress> defaultAddress(Section endpoint, NodeFacts facts) {
    if (facts.defaultAddress().isEmpty()) {
      endpoint
          .problems()
          .add(
              endpoint.place("advertiseAddress"),
              "this machine has no network address that others reach;"
                  + " give one with --apiserver-advertise-address");
    }
    return facts.defaultAddress();
  }

  static int bindPort(Section endpoint) {
    var port = endpoint.integer("bindPort").filter(p -> p.value() != 0);
    port.filter(p -> p.value() < 1 || p.value() > 65535)
        .ifPresent(p ->
            endpoint
                .problems()
                .add(p.place(), "%d is not a port; give one of 1 to 65535", p.value()));
    return port.map(Located::value).orElse(DEFAULT_PORT);
  }
}
