package dev.keelson.bootstrap.config;

import java.util.List;

/** The networks of a cluster, and where the service network was written. */
record Networking(
    List<Cidr> serviceSubnets,
    Place servicePlace,
    List<Cidr> podSubnets,
    Place podPlace,
    String dnsDomain) {
  Networking {
    serviceSubnets = List.copyOf(serviceSubnets);
    podSubnets = List.copyOf(podSubnets);
  }
}
