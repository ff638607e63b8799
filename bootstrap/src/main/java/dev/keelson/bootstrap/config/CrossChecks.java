package dev.keelson.bootstrap.config;

import java.util.Map;

/** What must hold between fields of several documents. */
final class CrossChecks {
  private static final Map<Integer, String> TAKEN =
      Map.of(
          2379, "etcd's for clients",
          2380, "etcd's for its peers",
          10250, "the kubelet's",
          10257, "the controller manager's",
          10259, "the scheduler's");

  private CrossChecks() {}

  static void check(InitReader init, ClusterReader cluster, Problems problems) {
    checkAddress(init, cluster.networking(), problems);
    var taken = TAKEN.get(init.bindPort());
    if (taken != null && (init.bindPort() >= 10000 || cluster.etcd() instanceof EtcdSpec.Local)) {
      problems.add(init.portPlace(), "the port %d is %s; choose another", init.bindPort(), taken);
    }
  }

  private static void checkAddress(InitReader init, Networking networking, Problems problems) {
    var address = IpAddresses.text(init.advertiseAddress());
    for (var subnet : networking.serviceSubnets()) {
      if (subnet.contains(init.advertiseAddress())) {
        problems.add(
            init.advertisePlace().orElse(networking.servicePlace()),
            "%s lies in the service subnet %s",
            address,
            subnet);
      }
    }
    for (var subnet : networking.podSubnets()) {
      if (subnet.contains(init.advertiseAddress())) {
        problems.add(
            init.advertisePlace().orElse(networking.podPlace()),
            "%s lies in the pod subnet %s",
            address,
            subnet);
      }
    }
    // The API server refuses to start: its own service could not have endpoints.
    networking.serviceSubnets().stream()
        .findFirst()
        .filter(first -> first.isV6() != IpAddresses.isV6(init.advertiseAddress()))
        .ifPresent(first ->
            problems.add(
                networking.servicePlace(),
                "the first service subnet, %s, is of another family than the advertise address"
                    + " %s; put the subnet of that family first",
                first,
                address));
  }
}
